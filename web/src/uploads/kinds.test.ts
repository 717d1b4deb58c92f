import { expect, test } from "vitest";
import { kindOf, languageOf, typeOf } from "./kinds.ts";

test.each([
	["photo.jpg", "image/jpeg", "image"],
	["scan.heic", "image/heic", "other"],
	["drawing.svg", "image/svg+xml", "text"],
	["film.mp4", "video/mp4", "video"],
	["film.mov", "video/quicktime", "other"],
	["song.mp3", "audio/mpeg", "audio"],
	["report.pdf", "application/pdf", "pdf"],
	["report.pdf", "application/octet-stream", "pdf"],
	["people.csv", "application/vnd.ms-excel", "table"],
	["README.md", "application/octet-stream", "markdown"],
	["page.html", "text/html", "text"],
	["main.rs", "application/octet-stream", "text"],
	["main.ts", "video/mp2t", "text"],
	["Makefile", "text/x-makefile", "text"],
	["data", "application/json", "text"],
	["plan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "other"],
	["a.valueOf", "", "other"],
])("%s, as %s, is shown as %s", (filename, content_type, kind) => {
	expect(kindOf({ filename, content_type })).toBe(kind);
});

test("code has the language of the end of its name", () => {
	const language = (filename: string, content_type = "") => languageOf({ filename, content_type });
	expect(["a.ts", "b.PY", "c.svelte", "d.txt", "e"].map((name) => language(name))).toEqual([
		"typescript",
		"python",
		"xml",
		undefined,
		undefined,
	]);
	expect(language("answer", "application/json")).toBe("json");
});

test("people are told the end of the name", () => {
	expect(typeOf({ filename: "a.tar.gz", content_type: "" })).toBe("GZ");
	expect(typeOf({ filename: "LICENSE", content_type: "text/plain" })).toBe("File");
});
