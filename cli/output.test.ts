import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Body, plain, table } from "./output.ts";
import { visible } from "./text.ts";

test("columns are aligned", () => {
	expect(
		table([
			["ID", "NAME"],
			["wsp_1", "Acme"],
		]),
	).toEqual(["ID     NAME", "wsp_1  Acme"]);
});

test("columns are aligned when letters are wide, joined or have marks", () => {
	const names = ["Ada", "上海 (港)", "e\u0301te\u0301", "👨‍👩‍👧 ❤️", "ｶﾀｶﾅ"];
	const rows = table([...names.map((name) => [name, "|"]), ["1234567890", "|"]]);
	const spaces = rows.map((row) => / *\|$/.exec(row)![0].length - 1);
	expect(spaces).toEqual([9, 3, 9, 7, 8, 2]);
});

test("a message of several lines stays in its column", () => {
	expect(table([["@ada", new Body("one\r\n\ttwo")]])).toEqual(["@ada  one\n          two"]);
	expect(table([["上", new Body("one\ntwo")]])).toEqual(["上  one\n    two"]);
});

test("a name of several lines is one line of a table", () => {
	expect(table([["tea\nusr_1\t@ada", "ro\r\nom"]])).toEqual(["tea⏎usr_1 @ada  ro⏎om"]);
	expect(table([[{ text: "a\nb", toString: () => "a\nb" }]])).toEqual(["a⏎b"]);
});

test("a name from right to left stays in its column, and cannot leave it", () => {
	const rows = ["עברית", "العربية", "a\u200fb", "Ada", "上海"].map((name) => table([[name, 3, "x"]])[0]);
	expect(rows).toEqual([
		"\u2068עברית\u2069  3  x",
		"\u2068العربية\u2069  3  x",
		"a\\u{200f}b  3  x",
		"Ada  3  x",
		"上海  3  x",
	]);
	expect(table([["ש\u2069\u202e", 3]])).toEqual(["\u2068ש\\u{2069}\\u{202e}\u2069  3"]);
	expect(plain(["עברית", "\u2068a\u2069"])).toBe("עברית\t\\u{2068}a\\u{2069}");
});

test("plain output is one line for each item, whatever it contains", () => {
	const row = [1, new Body("one\r\ntwo\tthree\\"), new Date(0)];
	expect(plain(row)).toBe("1\tone\\r\\ntwo\\tthree\\\\\t1970-01-01T00:00:00.000Z");
});

test("a message cannot change the terminal's colours or move its cursor", () => {
	const text = "\u001b[31mred\u009b0m \u0007bell\r";
	expect(table([[new Body(text)]])).toEqual(["\\u{1b}[31mred\\u{9b}0m \\u{7}bell\n"]);
	expect(visible(plain([text]))).toBe("\\u{1b}[31mred\\u{9b}0m \\u{7}bell\\r");
});

test("only output.ts prints", () => {
	const files = globSync("**/*.ts", {
		cwd: import.meta.dirname,
		exclude: ["**/*.test.ts", "dist", "test", "output.ts"],
	});
	const prints = files.flatMap((file) => {
		const source = readFileSync(join(import.meta.dirname, file), "utf8");
		return (source.match(/.*(?:process\.std(?:out|err)|console\.|writeFileSync\([12]).*/g) ?? []).map(
			(line) => `${file}: ${line.trim()}`,
		);
	});
	expect(files).toContain("commands/tail.ts");
	expect(prints).toEqual([
		"input.ts: const terminal = createInterface({ input: process.stdin, output: process.stderr });",
		'run.ts: process.stdout.on("error", (error: NodeJS.ErrnoException) =>',
	]);
});
