import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { z } from "zod";
import {
	type Route,
	bodySchema,
	emojiKey,
	operations,
	isolated,
	plainText,
	routeTag,
	slugify,
	tagOf,
	tokensOf,
	trim,
	withoutMarks,
} from "@clickclack/protocol";
import { plain } from "../durable-objects/directory/names.ts";
import { isSigned, readSession } from "../durable-objects/directory/session-tokens.ts";
import { tagOfToken } from "../durable-objects/tokens.ts";
import { matchFor, readQuery } from "../durable-objects/workspace/search/query.ts";
import { snippetOf } from "../durable-objects/workspace/search/snippet.ts";
import { calledIn } from "../durable-objects/workspace/mentions.ts";
import { relevance } from "../durable-objects/workspace/search/relevance.ts";
import { tokenize } from "../durable-objects/workspace/search/tokenizer.ts";
import { textsAgainst, textsAgainstAll } from "./hostile.ts";

const allowed_ms = 20;
const readings = 60;
/** There are thousands of texts, and the machine may be slow. */
const patience_ms = 300_000;

interface Node {
	type: string;
	start: number;
	regex?: { pattern: string; flags: string };
	callee?: { name?: string; property?: { name?: string } };
}

const root = join(import.meta.dirname, "..");
const files = globSync("{protocol,durable-objects,worker}/**/*.ts", { cwd: root }).filter(
	(path) => !/\/(node_modules|test)\/|\.test\.ts$/.test(path),
);

function nodesIn(part: unknown): Node[] {
	if (typeof part !== "object" || part === null) return [];
	const below = Object.values(part).flatMap(nodesIn);
	return "type" in part ? [part as Node, ...below] : below;
}

const nodes = files.flatMap((path) => {
	const text = readFileSync(join(root, path), "utf8");
	const lineOf = ({ start }: Node) => text.slice(0, start).split("\n").length;
	return nodesIn(parseSync(path, text).program).map((node) => ({ node, path, where: `${path}:${lineOf(node)}` }));
});

const patterns = nodes.flatMap(({ node: { regex }, path, where }) =>
	regex ? [{ path, where, pattern: new RegExp(regex.pattern, regex.flags) }] : [],
);

/** What this thread had to work, whatever else the machine does. */
function took_ms(work: () => unknown): number {
	const before = process.threadCpuUsage();
	work();
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}

/** A machine with other work is slow at plain reading too: at so many times reading a text, `allowed_ms` when it is quiet. */
function readAgain(text: string): number {
	let marks = 0;
	for (let time = 0; time < readings; time++) for (const letter of text) if (letter > "~") marks++;
	return marks;
}

/** Whether it always takes longer than plain reading does in the same moment: the first is compiled on the way, others are interrupted. */
function isSlow(work: () => unknown, text: string, times = 12): boolean {
	for (let i = 0; i < times; i++) {
		const ms = took_ms(work);
		if (ms <= allowed_ms || ms <= took_ms(() => readAgain(text))) return false;
	}
	return true;
}

/** The first text that is too much, by how it begins. */
function chokesOn(texts: string[], take: (text: string) => unknown): string[] {
	const slow = texts.find((text) => isSlow(() => take(text), text));
	return slow === undefined ? [] : [`${JSON.stringify(slow.slice(0, 20))} … ${JSON.stringify(slow.slice(-3))}`];
}

const use = (pattern: RegExp) => (text: string) => (pattern.global ? text.replaceAll(pattern, "") : pattern.test(text));

test(
	"no pattern of the server takes long over a text of 40,000 characters that is made against it",
	() => {
		expect(patterns.length).toBeGreaterThan(25);
		const slow = patterns.flatMap(({ where, pattern }) =>
			chokesOn(textsAgainst(pattern), use(pattern)).map((text) => `${where} ${text}`),
		);
		expect(slow).toEqual([]);
	},
	patience_ms,
);

test(
	"a pattern that looks at the same letters again and again is found",
	() => {
		const slow = [
			/(?:\b[a-z][a-z0-9+.-]*:\/\/|www\.)\S+/gi, // what found addresses before
			/\[[^\]\n]*\]\([^)\n]*\)/g, // and links
			/\s+$/,
		];
		const missed = slow.filter(
			(pattern) => !textsAgainst(pattern).some((text) => isSlow(() => use(pattern)(text), text, 1)),
		);
		expect(missed).toEqual([]);
	},
	patience_ms,
);

const [asked] = [readQuery("上 a 上上上上上上上上上上 会 e w")!];
const piecesOf: Record<string, string[]> = {
	mentions: ["@a", "a.", "://", "www.", "[", "](", ")", "@", "-", "/", "[]("],
	words: [
		"上 ",
		"a上",
		"ﷺa ",
		"é ",
		"ional",
		"上上会",
		"c++",
		"🎉\u200d",
		"👍🏽",
		".a",
		"=> ",
		"a\u00ad",
		"ﾀﾞ",
		'"',
		"「",
		",",
	],
	markdown: ["https://a.b/(", "`", "*", "_a", "> ", "\n- ", "\n```", "[", "](", "<a ", "\\", "\n    a", "🎉"],
};

function query(text: string): string | undefined {
	const read = readQuery(text);
	return read && matchFor(read);
}

/** Whatever takes a text from outside apart. */
const parsers: Record<string, [take: (text: string) => unknown, pieces?: string[]]> = {
	calledIn: [calledIn, piecesOf["mentions"]],
	tokenize: [(text) => Array.from(tokenize(text)), piecesOf["words"]],
	readQuery: [query, piecesOf["words"]],
	snippet: [(text) => snippetOf(text, asked), piecesOf["words"]],
	relevance: [(text) => relevance(text, asked), piecesOf["words"]],
	plain: [plain],
	// no longer than a reaction may be
	emojiKey: [(text) => emojiKey(text.slice(0, 128)), ["\u200d", "\u0301", "👍"]],
	withoutMarks: [withoutMarks],
	slugify: [slugify, ["❤\u200d", "🏴\u{e0067}", "1\ufe0f", "\u0e4d\u0e48", "a+", " ."]],
	isolated: [isolated],
	tagOf: [(text) => tagOf(text as `chn_${string}`)],
	routeTag: [routeTag],
	tokensOf: [tokensOf, piecesOf["markdown"]],
	plainText: [plainText, piecesOf["markdown"]],
	trim: [trim, [" ", "\u0085", "a"]],
	tagOfToken: [tagOfToken],
	readSession: [readSession, ["sst_", "."]],
	isSigned: [(text) => isSigned(text, "a"), ["sst_", "."]],
};

test(
	"nothing that takes apart what people send takes long over 40,000 characters",
	() => {
		const slow = Object.entries(parsers).flatMap(([name, [take, pieces]]) =>
			chokesOn(textsAgainstAll(pieces), take).map((text) => `${name} ${text}`),
		);
		expect(slow).toEqual([]);
	},
	patience_ms,
);

/** The fields of all that a request may say; what is written alike, once. */
function fieldsOf(): Map<string, [name: string, schema: z.ZodType]> {
	const objects = Object.values<Route>(operations).flatMap((route) =>
		[route.query, route.params, bodySchema(route)].filter((one) => one !== undefined),
	);
	const shapes = objects.flatMap((one) =>
		"shape" in one ? Object.entries(one.shape as Record<string, z.ZodType>) : [],
	);
	return new Map(
		shapes.map(([name, schema]) => [JSON.stringify(z.toJSONSchema(schema, { io: "input" })), [name, schema]]),
	);
}

test(
	"no field of a request takes long over 40,000 characters",
	() => {
		const fields = fieldsOf();
		expect(fields.size).toBeGreaterThan(25);
		const slow = [...fields.values()].flatMap(([name, schema]) =>
			chokesOn(textsAgainstAll(["@a", "a.", "http://", "a@", "-", "sst_"]), (text) => schema.safeParse(text)).map(
				(text) => `${name} ${text}`,
			),
		);
		expect(slow).toEqual([]);
	},
	patience_ms,
);

test("patterns that are made while running, and letters that are taken apart, are where they are looked after", () => {
	const called = (name: string) =>
		nodes
			.filter(({ node }) => (node.callee?.name ?? node.callee?.property?.name) === name)
			.map(({ path }) => path)
			.toSorted();
	expect(called("RegExp")).toEqual([
		// of what is written there only: tried by `tokenize` above
		"durable-objects/workspace/search/tokenizer.ts",
		// tried above
		"protocol/emoji-key.ts",
		"protocol/emoji-key.ts",
		// of one character
		"protocol/grammar/scripts.ts",
		// fields of requests, and `tagOf`
		"protocol/ids.ts",
		"protocol/ids.ts",
		"protocol/text.ts",
		// an address of ours, in which `[^/]+` ends where the next piece begins
		"worker/middleware/not-found.ts",
	]);
	expect(called("normalize"), "marks have to go first: see withoutMarks").toEqual([
		"durable-objects/workspace/search/fold.ts",
		"durable-objects/workspace/search/fold.ts",
		"durable-objects/workspace/search/fold.ts",
		// of marks in a row eight stay: see needless_marks
		"durable-objects/workspace/word-filter/match.ts",
		// a reaction is short
		"protocol/emoji-key.ts",
		"protocol/folding.ts",
		"protocol/folding.ts",
		// the name of a file is cut before
		"worker/file-names.ts",
	]);
});

test("whatever somebody searches for, what SQLite is asked has words and characters in quotation marks only", () => {
	const all = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code));
	const quoted = /^(?:"[^"]+"(?: AND )?)+$/;
	for (const text of [...all, 'a"b', '"a" OR "b"', '="=', '上"海', "NEAR(a b)", 'c++"', "ﾞ.ﾟ"]) {
		const match = query(text);
		if (match !== undefined) expect(match).toMatch(quoted);
	}
});
