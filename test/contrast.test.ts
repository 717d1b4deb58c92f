import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** The colours of the app as its style sheets define them, for each board theme and mode. */
const sheet = (name: string) =>
	readFileSync(join(import.meta.dirname, "../web/src", name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const imports = [...sheet("app.css").matchAll(/@import "\.\/([^"]+)"/g)].map(([, name = ""]) => sheet(name));
/** Without what stands in @media: those are other pages. */
const rules = [...imports.join("\n").matchAll(/^([^@{}\s][^@{}]*)\{([^}]*)\}/gm)];
const boards = [...new Set(imports.join("").match(/(?<=\[data-board=")\w+/g))];

type Mode = "light" | "dark";
type Colour = [red: number, green: number, blue: number, alpha: number];

function tokensOf(board: string): Map<string, string> {
	const selectors = [":root", "[data-board]", `[data-board="${board}"]`];
	const mine = rules.filter(([, list]) => list!.split(",").some((one) => selectors.includes(one.trim())));
	const declared = mine.flatMap(([, , body]) => [...body!.matchAll(/(--[\w-]+):\s*([^;]+);/g)]);
	return new Map(declared.map(([, name, value]) => [name!, value!]));
}

function resolve(value: string, tokens: Map<string, string>, mode: Mode): string {
	const name = /var\((--[\w-]+)\)/.exec(value)?.[1];
	if (name) return resolve(value.replace(`var(${name})`, tokens.get(name) ?? `missing ${name}`), tokens, mode);
	const pair = /^light-dark\(((?:[^,()]|\([^)]*\))+), ((?:[^,()]|\([^)]*\))+)\)$/.exec(value.trim());
	return pair ? resolve(pair[mode === "light" ? 1 : 2]!, tokens, mode) : value.trim();
}

function parse(value: string): Colour {
	const short = /^#(.)(.)(.)$/.exec(value);
	const long = short ? short.slice(1).map((digit) => digit + digit) : /^#(..)(..)(..)$/.exec(value)?.slice(1);
	if (long) return [...long.map((pair) => parseInt(pair, 16)), 1] as Colour;
	const mixed = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(value);
	if (!mixed) throw new Error(`"${value}" is no colour that this test can read`);
	const [red, green, blue, percent] = mixed.slice(1).map(Number) as Colour;
	return [red, green, blue, percent / 100];
}

const over = (top: Colour, below: Colour): Colour =>
	[0, 1, 2, 3].map((at) => (at === 3 ? 1 : top[at]! * top[3] + below[at]! * (1 - top[3]))) as Colour;

function luminance(colour: Colour): number {
	const [red, green, blue] = colour.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as Colour;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
	const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

const surfaces = ["--surface", "--surface-sunken", "--surface-raised", "--surface-field"];
const texts = ["--text", "--text-muted", "--text-selected", "--accent", "--link", "--danger"];
const overlays = ["--surface-hover", "--surface-active", "--surface-selected"];
/** What is written on what; a second background lies over the first. */
const pairs: [text: string, ...backgrounds: string[]][] = [
	...surfaces.flatMap((surface) => texts.map((text): [string, string] => [text, surface])),
	...surfaces.flatMap((surface) =>
		overlays.flatMap((overlay): [string, string, string][] => [
			["--text", surface, overlay],
			["--text-muted", surface, overlay],
			["--text-selected", surface, overlay],
		]),
	),
	...["--accent-soft", "--info-soft", "--danger-soft", "--highlight"].map((soft): [string, string] => ["--text", soft]),
	["--text-muted", "--accent-soft"],
	["--link", "--info-soft"],
	["--danger", "--danger-soft"],
	["--on-accent", "--accent-solid"],
	["--on-accent", "--accent-solid-hover"],
	["--on-accent", "--danger-solid"],
	["--on-accent", "--danger-solid-hover"],
	["--toast-text", "--toast"],
	["--toast-text-muted", "--toast"],
	["--toast-action", "--toast"],
	["--ink-200", "--rail-surface"],
	["--ink-400", "--rail-surface"],
];
/** What is no text and has to be seen: the ring of the focus, the edge of a field, who is online. */
const shapes: [shape: string, background: string][] = surfaces.flatMap((surface) => [
	["--focus", surface],
	["--border-strong", surface],
	["--online", surface],
]);

test("there are the four themes that the API keeps", () => {
	expect(boards.toSorted()).toEqual(["ember", "iris", "moss", "signal"]);
});

describe.each(boards)("%s", (board) => {
	test.each(["light", "dark"] as const)("every text can be read on what it stands on, %s", (mode) => {
		const tokens = tokensOf(board);
		const colour = (name: string) => parse(resolve(`var(${name})`, tokens, mode));
		const ratio = ([front, ...backgrounds]: [string, ...string[]]) => {
			const background = backgrounds.map(colour).reduce((below, top) => over(top, below));
			return contrast(over(colour(front), background), background);
		};
		const codes = [...tokens.keys()].filter((name) => name.startsWith("--code-"));
		const hues = [...tokens.keys()].filter((name) => name.startsWith("--hue-"));
		const all: typeof pairs = [
			...pairs,
			...codes.map((code): [string, string] => [code, "--surface-sunken"]),
			...hues.map((hue): [string, string] => ["--on-accent", hue]),
		];
		const faint = (list: typeof pairs, least: number) =>
			list.filter((pair) => ratio(pair) < least).map((pair) => `${pair.join(" on ")}: ${ratio(pair).toFixed(2)}`);
		expect(codes.length).toBeGreaterThan(0);
		expect(hues).toHaveLength(16);
		expect(faint(all, 4.5)).toEqual([]);
		expect(faint(shapes, 3)).toEqual([]);
	});
});
