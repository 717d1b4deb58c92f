import { utf8Length } from "@clickclack/protocol";

const max_bytes = 255;
/** Control characters, line separators, direction marks and overrides, and what is invisible: `cod.exe` can look like another kind of file. */
const unfit = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const nameless = "file";
/** Behind a path; a longer one would take long to normalize. */
const max_given = 1_000;

/** As much of a name as fits; its ending, which says what it is, stays. */
function shortened(name: string): string {
	const [, stem, ending] = /^(.*?)(\.[^.]{1,20})?$/s.exec(name)!;
	const letters = [...stem!];
	while (utf8Length(letters.join("") + (ending ?? "")) > max_bytes) letters.pop();
	return letters.join("") + (ending ?? "");
}

/** The name of a file from somebody's machine: without its path and what cannot be seen, of at most 255 bytes, never empty. */
export function fileName(given = ""): string {
	const name = given
		.slice(-max_given)
		.toWellFormed()
		.normalize("NFC")
		.replaceAll(unfit, "")
		.split(/[/\\]/)
		.findLast((part) => part.trim() !== "");
	const trimmed = name?.trim() ?? "";
	return shortened(/^\.*$/.test(trimmed) ? nameless : trimmed);
}

const ascii = (name: string): string => name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, "_");
const encoded = (name: string): string =>
	encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** `Content-Disposition` (RFC 6266), with the name for old and for new readers. */
export const disposition = (kind: "inline" | "attachment", name: string): string =>
	`${kind}; filename="${ascii(name)}"; filename*=UTF-8''${encoded(name)}`;
