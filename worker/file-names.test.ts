import { expect, test } from "vitest";
import { disposition, fileName } from "./file-names.ts";

test.each([
	["../../etc/passwd", "passwd"],
	["C:\\Users\\Ada\\tides.png", "tides.png"],
	["/", "file"],
	["..", "file"],
	["", "file"],
	[undefined, "file"],
	["a\u0000b\r\nc.txt", "abc.txt"],
	["cod\u202egnp.exe", "codgnp.exe"],
	["\u200b", "file"],
	["  tides.png ", "tides.png"],
	["cafe\u0301.txt", "café.txt"],
	["\ud800.txt", "\ufffd.txt"],
	["潮汐表.pdf", "潮汐表.pdf"],
	["جدول.pdf", "جدول.pdf"],
	["🦀.gif", "🦀.gif"],
	[".gitignore", ".gitignore"],
])("%j is named %j", (given, name) => {
	expect(fileName(given)).toBe(name);
});

test("a long name keeps its ending", () => {
	const name = fileName(`${"潮".repeat(200)}.pdf`);
	expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
	expect(name).toMatch(/^潮+\.pdf$/);
});

test("a header has the name for old and for new readers, and nothing breaks out of it", () => {
	expect(disposition("attachment", '潮"; x=1.txt')).toBe(
		"attachment; filename=\"__; x=1.txt\"; filename*=UTF-8''%E6%BD%AE%22%3B%20x%3D1.txt",
	);
});
