import { describe, expect, test } from "vitest";
import * as z from "zod";
import { CreateChannel, UpdateChannel } from "./channels.ts";
import { ListMembers } from "./members.ts";
import { Body } from "./new-message.ts";
import { Nonce } from "./nonce.ts";
import { Emoji } from "./reactions.ts";
import { slugify } from "./folding.ts";
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
		"\u034f",
		"\u200f\u061c",
		"\u2060",
		"\ufff9\ufffa\ufffb",
		"\u0301",
		" \u0e31 ",
		"\u20e3\ufe0f",
		"\u{e0041}\u{e007f}",
		"\u{e0100}",
	])("without visible characters is refused: %j", (name) => {
		expect(refusal(schema, name)).toBe("must have something in it that can be seen");
	});

	test("has the same rule in the document", () => {
		const allowed = new RegExp(z.toJSONSchema(schema).pattern!, "u");
		for (const good of ["Zoë", "a\nb", "👩‍👩‍👧‍👦"]) expect(good).toMatch(allowed);
		for (const bad of ["a\u009bb", "a\u202eb", "\u3164", "\u200b", "\u0301"]) expect(bad).not.toMatch(allowed);
	});
});

test("titles and topics may be empty, names may not", () => {
	expect(display_title.parse(" \n ")).toBe("");
	for (const schema of [DisplayName, WorkspaceName, Emoji]) expect(refusal(schema, " \n ")).toBe("must not be empty");
});

describe("a length is checked after normalization", () => {
	const name = (text: string) => refusal(CreateChannel.shape.name, text);
	const called = (text: string) => slugify(CreateChannel.shape.name.parse(text));

	test.each(["ﷺ", "ŉ", "ﬃ"])("of a channel's name: %s becomes more letters", (letter) => {
		const grown = called(letter).length;
		expect(grown).toBeGreaterThan(1);
		const most = Math.floor(80 / (grown + 1));
		expect([...called(letter.repeat(most))].length).toBeLessThanOrEqual(80);
		expect(name(letter.repeat(75))).toMatch(/too long when it is written in plain letters/);
		expect(refusal(UpdateChannel.shape.name, letter.repeat(75))).toMatch(/too long/);
	});

	test("and a name that does not grow may have the full length", () => {
		for (const letter of ["İ", "ß", "é", "한", "上", "x"]) expect(name(letter.repeat(80)), letter).toBeUndefined();
		expect(name("x".repeat(81))).toMatch(/too long/);
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

describe("a length counts what people see, and bytes beside", () => {
	const family = "👩‍👩‍👧‍👦";
	const seen = ["x", "é", "e\u0301", "한".normalize("NFD"), "की", "มู่", "ཧཱུྃ", "上", "ｶﾞ", "👍🏽", "🇨🇭", "1️⃣", "❤️", family];
	const eighty = { DisplayName, WorkspaceName, channel: CreateChannel.shape.name };

	test.each(Object.entries<z.ZodType>(eighty))("80 of whatever is one character to people fit in a %s", (_, schema) => {
		for (const letter of seen) {
			expect(refusal(schema, letter.repeat(80)), letter).toBeUndefined();
			expect(refusal(schema, letter.repeat(81)), letter).toBe("is too long (at most 80 characters)");
		}
		expect(refusal(schema, `x${"\u0301".repeat(2_000)}`)).toBe("is too long (at most 2,320 bytes)");
	});

	test("a topic has 200, and a title is cut there, never inside of one", () => {
		const { topic } = UpdateChannel.shape;
		for (const letter of seen.filter((letter) => Buffer.byteLength(letter) <= 4)) {
			expect(refusal(topic, letter.repeat(200)), letter).toBeUndefined();
			expect(refusal(topic, letter.repeat(201)), letter).toMatch(/too long/);
			expect(display_title.parse(letter.repeat(300))).toBe(letter.repeat(200));
		}
		expect(refusal(topic, family.repeat(200))).toBe("is too long (at most 800 bytes)");
		expect(display_title.parse(family.repeat(300))).toBe(family.repeat(32));
		expect(display_title.parse(`x${"\u0301".repeat(2_000)}`)).toBe("");
	});

	test("a body is counted in code points: what was counted by people's eyes would have to be split up at every key", () => {
		expect(refusal(Body, "x".repeat(40_000))).toBeUndefined();
		expect(refusal(Body, "e\u0301".repeat(20_001))).toBe("is too long (at most 40000 characters)");
	});
});

test.each(["\u00ad", "\u034f", "\u115f\u3164", "\u2800", "\ufe0f", "\u200d", "\u202e", "\u{e0041}", "\u0301"])(
	"a body in which nothing can be seen is refused: %j",
	(body) => expect(refusal(Body, body)).toBe("message body is required"),
);

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
