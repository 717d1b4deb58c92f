import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CreateChannel, UpdateChannel } from "./channels.ts";
import { ListMembers } from "./members.ts";
import { Body } from "./messages.ts";
import { Nonce } from "./nonce.ts";
import { Emoji } from "./reactions.ts";
import { trim } from "./text.ts";
import { DisplayName, Email, Handle } from "./users.ts";
import { Slug, WorkspaceName } from "./workspaces.ts";

const refusal = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;
const point = (code: number) => String.fromCodePoint(code);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => point(from + i));

const { display_title } = CreateChannel.shape;
const names = { DisplayName, WorkspaceName, Emoji, display_title, topic: UpdateChannel.shape.topic };
const kinds = Object.entries<z.ZodType>(names);

describe.each(kinds)("%s", (_, schema) => {
	test.each([
		"Zoë O’Brien",
		"Łukasz Żółć",
		"Анна Петрова",
		"أحمد الزهراء",
		"می‌خواهم",
		"שָׁלוֹם",
		"अनुष्का शर्मा",
		"สมชาย ใจดี",
		"王小明",
		"髙橋 さくら",
		"ガギグ",
		"김철수",
		"한글".normalize("NFD"),
		"👩‍👩‍👧‍👦",
		"👍🏽",
		"🇨🇭",
		"🏴󠁧󠁢󠁥󠁮󠁧󠁿",
		"1️⃣",
		"❤️",
		":claw:",
		"\u200fשלום\u200e (he)",
		"-",
		"⠓",
	])("accepts %s unchanged", (name) => {
		expect(schema.parse(name)).toBe(name);
	});

	test("refuses control characters, direction overrides and line separators", () => {
		const folded = ["\t", "\n", "\r"];
		const controls = [...range(0, 0x1f), ...range(0x7f, 0x9f)].filter((control) => !folded.includes(control));
		for (const bad of [...controls, ...range(0x2028, 0x202e), ...range(0x2066, 0x2069)])
			expect(refusal(schema, `a${bad}b`), JSON.stringify(bad)).toMatch(/control characters|NUL/);
	});

	test("has one line: tabs and line breaks become spaces", () => {
		expect(schema.parse("\tone\r\ntwo\tthree\n")).toBe("one two three");
	});

	test.each([
		"\u200b",
		"\u200d\u200c",
		"\u3164",
		"\u115f\u1160",
		"\uffa0",
		"\u2800 \u2800",
		"\ufe0f",
		"\u00ad",
		"\u{e0020}",
		"\u{1d159}",
	])("without visible characters is refused: %j", (name) => {
		expect(refusal(schema, name)).toBe("must have something in it that can be seen");
	});

	test("has the same rule in the document", () => {
		const allowed = new RegExp(z.toJSONSchema(schema).pattern!, "u");
		for (const good of ["Zoë", "a\nb", "👩‍👩‍👧‍👦"]) expect(good).toMatch(allowed);
		for (const bad of ["a\u009bb", "a\u202eb", "\u3164", "\u200b"]) expect(bad).not.toMatch(allowed);
	});
});

test("titles and topics may be empty, names may not", () => {
	expect(display_title.parse(" \n ")).toBe("");
	for (const schema of [DisplayName, WorkspaceName, Emoji]) expect(refusal(schema, " \n ")).toBe("must not be empty");
});

test.each([
	["Général Chat!", "general-chat"],
	["हिन्दी", "हिन्दी"],
	["สวัสดี ชาวโลก", "สวัสดี-ชาวโลก"],
	["தமிழ்", "தமிழ்"],
	["မြန်မာ", "မြန်မာ"],
	["Мой їжак", "мой-їжак"],
	["ぱんだ が", "ぱんだ-が"],
	["مُحَمَّد", "محمد"],
	["שָׁלוֹם", "שלום"],
	["Zalgo" + "\u0301".repeat(40), "zalgo"],
	["क" + "\u093c\u0941".repeat(30), "क" + "\u093c\u0941".repeat(2)],
	["\u093f\u093f", "general"],
])("the channel name %s becomes %s", (given, name) => {
	expect(CreateChannel.shape.name.parse(given)).toBe(name.normalize("NFC"));
});

describe("a length is checked after normalization", () => {
	const name = (text: string) => refusal(CreateChannel.shape.name, text);

	test.each(["ﷺ", "ŉ", "ﬃ"])("of a channel's name: %s becomes more letters", (letter) => {
		const grown = CreateChannel.shape.name.parse(letter).length;
		expect(grown).toBeGreaterThan(1);
		const most = Math.floor(80 / (grown + 1));
		expect([...CreateChannel.shape.name.parse(letter.repeat(most))].length).toBeLessThanOrEqual(80);
		expect(name(letter.repeat(75))).toMatch(/too long when it is written in plain letters/);
		expect(refusal(UpdateChannel.shape.name, letter.repeat(75))).toMatch(/too long/);
	});

	test("and a name that does not grow may have the full length", () => {
		for (const letter of ["İ", "ß", "é", "한", "上", "x"]) expect(name(letter.repeat(80)), letter).toBeUndefined();
		expect(name("x".repeat(81))).toMatch(/too long/);
		expect(CreateChannel.shape.name.parse("ㅤ")).toBe("general");
		expect(CreateChannel.shape.name.parse("한국어")).toBe("한국어");
	});

	test("of everything else that is normalized before it is stored", () => {
		expect(refusal(Handle, `@${"x".repeat(32)}`)).toBeUndefined();
		for (const bad of ["İ".repeat(16), "ß".repeat(16), "ﬃﬃ", "K".repeat(33)])
			expect(refusal(Handle, bad)).toBeDefined();
		for (const bad of ["İ".repeat(16), "ß", "K".repeat(49)]) expect(refusal(Slug, bad)).toBeDefined();
		for (const bad of ["İ@example.com", "ẞ@example.com", `${"x".repeat(243)}@example.com`])
			expect(refusal(Email, bad)).toBeDefined();
		expect(refusal(DisplayName, ` ${"İ".repeat(80)} `)).toBeUndefined();
		expect(refusal(DisplayName, "ﷺ".repeat(81))).toMatch(/too long/);
		expect(refusal(ListMembers.shape.q, "İ".repeat(40))).toBeUndefined();
		expect(refusal(ListMembers.shape.q, "İ".repeat(41))).toMatch(/too long in lower case/);
		expect(refusal(Nonce, "ﷺ".repeat(128))).toBeUndefined();
		expect(refusal(Nonce, "ﷺ".repeat(129))).toMatch(/too long/);
	});
});

const white_space = [
	..."\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
];

test("exactly Unicode's white space is trimmed", () => {
	expect(white_space).toEqual(range(0, 0x10ffff).filter((letter) => /^\p{White_Space}$/u.test(letter)));
	for (const space of white_space) expect(trim(`${space}${space}a${space}b${space}`)).toBe(`a${space}b`);
	expect(trim(white_space.join(""))).toBe("");
	for (const kept of ["\ufeff", "\u180e", "\u200b", "\u2060", "\u001c"])
		expect(trim(`${kept}a${kept}`)).toBe(`${kept}a${kept}`);
	expect(Body.parse("\u0085\ufeffhi\u3000")).toBe("\ufeffhi");
	expect(Handle.parse(" @Ada\u0085")).toBe("ada");
	expect(Slug.parse("\u0085Reef ")).toBe("reef");
});
