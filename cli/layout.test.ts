import fc from "fast-check";
import { expect, test } from "vitest";
import { layout } from "./layout.ts";
import { width } from "./text.ts";

/* The columns that a terminal uses for a text. */
const texts: [text: string, columns: number][] = [
	["Grüße", 5],
	["e\u0301te\u0301", 3],
	["Việt Nam", 8],
	["Ελλάδα", 6],
	["Й\u0306ж", 2],
	["مرحبا", 5],
	["שָׁלוֹם", 4],
	["เพื่อน", 4],
	["ສະບາຍດີ", 6],
	["上海", 4],
	["ガイド", 6],
	["ｶﾞｲﾄﾞ", 5],
	["ＡＢ", 4],
	["한국어", 6],
	["한국어".normalize("NFD"), 6],
	["（）「」、。", 12],
	["🦀", 2],
	["👩‍👩‍👧", 2],
	["👍🏽", 2],
	["❤", 1],
	["❤️", 2],
	["🇩🇪", 2],
	["1️⃣", 2],
	["🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2],
];
test.each(texts)("%s is %i columns wide", (text, columns) => {
	expect(width(text)).toBe(columns);
	expect(layout([[text, "|"]], 80)[0]!.replace(/[\u2068\u2069]/g, "")).toBe(`${text}  |`);
});

const words = fc.array(fc.constantFrom(...texts.map(([text]) => text), "a", "long-word ", " ", "\n"), {
	maxLength: 60,
});
const cell = fc.oneof(
	words.map((parts) => parts.join("")),
	fc.string({ unit: "grapheme", maxLength: 80 }),
);
const rows = fc
	.integer({ min: 1, max: 5 })
	.chain((count) => fc.array(fc.array(cell, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 4 }));
const without = (text: string) => text.replace(/[\s\u2068\u2069]/g, "");

test("no line of a table is wider than the terminal, and nothing in it is lost", () => {
	fc.assert(
		fc.property(rows, fc.integer({ min: 40, max: 200 }), (rows, columns) => {
			const drawn = layout(rows, columns);
			for (const line of drawn.join("\n").split("\n")) expect(width(line)).toBeLessThanOrEqual(columns);
			expect([...without(drawn.join(""))].toSorted()).toEqual([...without(rows.flat().join(""))].toSorted());
		}),
		{ numRuns: 300 },
	);
});

test("columns that do not fit beside each other continue on a line below", () => {
	const channels = [
		["ID", "NAME", "UNREAD"],
		["chn_01jcz5m7e8n4q2v6w9x3y5t7r1", "announcements", "3"],
	];
	expect(layout(channels, 80)).toEqual([
		`ID${" ".repeat(30)}NAME           UNREAD`,
		"chn_01jcz5m7e8n4q2v6w9x3y5t7r1  announcements  3",
	]);
	expect(layout(channels, 40)).toEqual([
		"ID\n  NAME           UNREAD",
		"chn_01jcz5m7e8n4q2v6w9x3y5t7r1\n  announcements  3",
	]);
});

test("a long text is wrapped at its blanks, in its column", () => {
	const text = "the tide comes in twice a day and 上海上海 too";
	expect(layout([["@ada", text]], 40)).toEqual(["@ada  the tide comes in twice a day and\n      上海上海 too"]);
	expect(layout([["上海".repeat(8), text]], 40)).toEqual([
		`${"上海".repeat(8)}\n  the tide comes in twice a day and\n  上海上海 too`,
	]);
	expect(layout([["@ada", "上".repeat(18)]], 40)).toEqual([`@ada  ${"上".repeat(17)}\n      上`]);
});

test("letters from right to left do not move their neighbours", () => {
	expect(layout([["שלום", "1", "سلام"]], 80)).toEqual(["\u2068שלום\u2069  1  \u2068سلام\u2069"]);
});

test("the longest message is laid out at once", () => {
	for (const text of [
		"a".repeat(40_000),
		"上 ".repeat(20_000),
		"e\u0301".repeat(20_000),
		`e${"\u0301".repeat(39_999)}`,
	]) {
		const before = process.cpuUsage();
		layout([["@ada", text]], 40);
		expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
	}
});
