import { lasting, Marked } from "./html-marks.ts";
import type { Look, Run } from "./html-runs.ts";
import { toTarget } from "./links.ts";
import { ticksFor } from "./ticks.ts";

const addresses = /((?:https?:\/\/|www\.|mailto:)\S+)/i;

/** Text in which no sign means anything. */
export const plainly = (text: string): string =>
	text
		.split(addresses)
		.map((part, at) => (at % 2 === 1 ? part : escape(part).replace(/\[(?=[^[\]\n]*\]\()/g, "\\[")))
		.join("");

/** Any bracket may end the words of a link too early. */
const linked = (text: string): string =>
	text
		.split(addresses)
		.map((part, at) => (at % 2 === 1 ? part : escape(part)).replace(/[[\]]/g, "\\$&"))
		.join("");

const escape = (text: string): string =>
	text
		.replace(/\\(?=[!-/:-@[-`{-~])|[*`](?=\S)|(?<=\S)[*`]|~~/g, "\\$&")
		.replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, "\\_");

/** At the beginning of a line some signs begin something. */
const escapeLine = (line: string): string => line.replace(/^(\s*)(#{1,6}\s|>|[-+]\s|-{3,}$|\d+(?=[.)]\s))/, begun);

const begun = (_: string, blank: string, sign: string) => (/\d/.test(sign) ? `${blank}${sign}\\` : `${blank}\\${sign}`);

const isBlank = (text: string) => text.trim() === "";
const isSame = (a: Look, b: Look) => names.every((name) => a[name] === b[name]);
const names = ["link", "bold", "italic", "struck", "code"] as const;

/** Blanks look like what is on both sides of them, so that no mark stands beside one. */
function withBlanksOutside(runs: Run[]): Run[] {
	const parts = runs
		.flatMap(({ text, look }) =>
			text
				.split(/(\s+)/)
				.filter(Boolean)
				.map((text) => ({ text, look })),
		)
		.filter(({ text }, at, all) => text !== " " || !isBlank(all[at - 1]?.text ?? "x"));
	const joined: Run[] = [];
	for (const [at, { text, look }] of parts.entries()) {
		const around = [parts[at - 1]?.look ?? {}, parts[at + 1]?.look ?? {}] as const;
		const own = isBlank(text) ? common(...around) : look;
		const last = joined.at(-1);
		if (last && isSame(last.look, own)) last.text += text;
		else joined.push({ text, look: own });
	}
	return joined;
}

const common = (a: Look, b: Look): Look =>
	Object.fromEntries(names.filter((name) => a[name] === b[name]).map((name) => [name, a[name]]));

const ends_in_signs = /[!-/:-@[-`{-~]{1,20}$/;
const begins_with_signs = /^[!-/:-@[-`{-~]{1,20}/;
const letter = /^[\p{L}\p{N}]/u;

/** Signs between a mark and a letter would hinder the mark: they look like both of their sides. */
function withSignsOutside(runs: Run[]): Run[] {
	return runs.flatMap(({ text, look }, at) => {
		if (look.code || look.link) return [{ text, look }];
		const [before, after] = [runs[at - 1], runs[at + 1]];
		const isBegun = before !== undefined && /[\p{L}\p{N}]$/u.test(before.text.slice(-2));
		const [left = ""] = (isBegun && begins_with_signs.exec(text)) || [];
		const rest = text.slice(left.length);
		const [right = ""] = (after && letter.test(after.text) && ends_in_signs.exec(rest.slice(-20))) || [];
		return [
			{ text: left, look: common(before?.look ?? {}, look) },
			{ text: rest.slice(0, rest.length - right.length), look },
			{ text: right, look: common(look, after?.look ?? {}) },
		].filter((run) => run.text);
	});
}

/** A link whose words are its address needs no words. */
function bareLinks(runs: Run[]): Run[] {
	const words = new Map<Look["link"], string>();
	for (const { text, look } of runs) words.set(look.link, (words.get(look.link) ?? "") + text);
	return runs.flatMap((run, at) => {
		const { link } = run.look;
		if (!link || bareAddress(link.href) !== bareAddress(words.get(link)!)) return [run];
		return runs[at - 1]?.look.link === link ? [] : [{ text: link.href, look: {} }];
	});
}

const bareAddress = (address: string) => address.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, "");

/** Runs as Markdown. Marks that begin first end last, and all of them stand inside a link. */
export function inlineOf(runs: Run[]): string {
	const made = new Marked();
	let link: Look["link"];
	const all = [...withSignsOutside(bareLinks(withBlanksOutside(runs))), { text: "", look: {} as Look }];
	const lasts = lasting(all);
	for (const [at, { text, look }] of all.entries()) {
		const isOther = look.link !== link;
		made.end((name) => !isOther && look[name] === true);
		// an address stands again after each end of a line
		if (isOther) made.add((link ? `](${toTarget(link.href)})` : "") + (look.link ? "[" : ""));
		link = look.link;
		const words = text.trimStart();
		made.add(text.slice(0, text.length - words.length));
		if (words) made.begin(look, lasts[at]!);
		if (look.code && words) made.add(ticked(words));
		else made.text(link ? linked(words) : plainly(words));
	}
	const lines = String(made)
		.split("\n")
		.map((line) => escapeLine(line.trim()));
	return lines.join("\n").trim();
}

function ticked(code: string): string {
	const ticks = ticksFor(code, 1);
	const blank = code.startsWith("`") || code.endsWith("`") ? " " : "";
	return ticks + blank + code + blank + ticks;
}
