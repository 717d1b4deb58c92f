import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { operatorTable } from "../scripts/search-operators.ts";
import { filterOf, parseSearch, printFilter, printSearch } from "./search-query.ts";
import { operatorNames, operators } from "./search-operators.ts";

const filters = (q: string) => parseSearch(q).filters.map(printFilter);
const words = (q: string) => parseSearch(q).words;

test.each([
	["from:ada tide", ["from:@ada"], "tide"],
	["FROM:@Ada Tide", ["from:@ada"], "Tide"],
	["from:me from:@ME", ["from:me", "from:me"], ""],
	["a -in:general b ", ["-in:#general"], "a b "],
	["in:#ガイド 潮", ["in:#ガイド"], "潮"],
	["in:#Élan", ["in:#elan"], ""],
	["in:#️⃣", ["in:##️⃣"], ""],
	["in:@grace,@Ada,ada", ["in:@ada,@grace"], ""],
	["in:@ada,", [], "in:@ada,"],
	["with:ada-b", ["with:@ada-b"], ""],
	["has:link has:LINK -has:pin", ["has:link", "has:link", "-has:pin"], ""],
	["is:thread is:pinned -is:saved Is:Unread", ["is:thread", "is:pinned", "-is:saved", "is:unread"], ""],
	["mentions:me　with：ada　蟹", ["mentions:me", "with:@ada"], "蟹"],
	["before:2026-02-28 after:today on:Yesterday", ["before:2026-02-28", "after:today", "on:yesterday"], ""],
	["during:2026 during:2026-02 -during:week", ["during:2026", "during:2026-02", "-during:week"], ""],
	// a value that is none, and names that are none, are words
	[
		"before:2026-02-30 before:2026-1-1 during:2026-13 on:week",
		[],
		"before:2026-02-30 before:2026-1-1 during:2026-13 on:week",
	],
	["has:crab is:great from: from:a -from:", [], "has:crab is:great from: from:a -from:"],
	[
		"https://example.com 12:30 to:ada constructor:x --from:ada",
		[],
		"https://example.com 12:30 to:ada constructor:x --from:ada",
	],
	// so is everything in quotation marks, and what is not alone
	['"from:ada tide" -has:link', ["-has:link"], '"from:ada tide" '],
	["„from:ada“ 「in:general」 «has:link»", [], "„from:ada“ 「in:general」 «has:link»"],
	['has:link "from:ada', ["has:link"], '"from:ada'],
	['from:ada"', [], 'from:ada"'],
	["(from:ada) tide,from:ada", [], "(from:ada) tide,from:ada"],
	// of those that have several meanings, the letters decide
	['צה"ל from:ada', ["from:@ada"], 'צה"ל '],
] as const)("%s", (q, operators, rest) => {
	expect(filters(q)).toEqual(operators);
	expect(words(q)).toBe(rest);
});

const value = fc.oneof(
	fc.constantFrom(
		"ada",
		"@Ada",
		"me",
		"#general",
		"general",
		"@a_b,@cd",
		"link",
		"pin",
		"thread",
		"2026-01-31",
		"week",
		"",
		'"',
	),
	fc.string({ unit: "grapheme", maxLength: 8 }),
);
const operator = fc
	.tuple(
		fc.constantFrom("", "-", "--", '"'),
		fc.constantFrom(...operatorNames, "to"),
		fc.constantFrom(":", "：", " :"),
		value,
	)
	.map((parts) => parts.join(""));
const query = fc
	.array(
		fc.oneof(operator, fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom('"', "「", "”", "tide", "\u3000")),
		{ maxLength: 8 },
	)
	.chain((parts) => fc.constantFrom(" ", "  ", "").map((blank) => parts.join(blank)));

test("whatever is written is read, and what was read is read again from how it is printed", () => {
	fc.assert(
		fc.property(query, (q) => {
			const parsed = parseSearch(q);
			expect(parseSearch(printSearch(parsed))).toEqual(parsed);
		}),
		{ numRuns: 5_000 },
	);
});

test("without an operator in it, a text is all words", () => {
	fc.assert(
		fc.property(query, (q) => {
			const parsed = parseSearch(q);
			if (parsed.filters.length === 0) expect(parsed.words).toBe(q.trimStart());
		}),
	);
});

test("every operator has an example that it reads, and reads each of its choices", () => {
	for (const name of operatorNames) {
		const { example, choices = {} } = { choices: undefined, ...operators[name] };
		expect(filterOf(example), example).toEqual({ name, value: expect.any(String), isNegated: false });
		for (const choice of Object.keys(choices ?? {}))
			expect(filterOf(`-${name}:${choice}`)).toEqual({ name, value: choice, isNegated: true });
	}
});

test("docs/search.md has the table of all of them: `npm run gen`", () => {
	expect(readFileSync(new URL("../docs/search.md", import.meta.url), "utf8")).toContain(operatorTable());
});
