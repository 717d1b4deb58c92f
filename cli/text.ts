/* Makes text from a server or a person safe for a terminal: it cannot move the cursor, reverse a line or hide. */

/** Controls, directions, separators, lone surrogates, tags, joiners and other invisible characters. */
const undrawn = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;
const letter = String.raw`[[\p{L}\p{M}]--[\p{ASCII}\p{Default_Ignorable_Code_Point}]]`;
// joiners hold emoji together, and letters of some scripts: these stay
const hidden = new RegExp(
	String.raw`\p{RGI_Emoji}|(?<=${letter})[\u200c\u200d](?=${letter})|([${undrawn}--[\n\t]])`,
	"gv",
);

/** Replaces invisible characters by escapes such as `\u{202e}`; line breaks and tabs are left to the caller. Idempotent. */
export const visible = (text: string): string =>
	text.replace(hidden, (kept: string, found: string | undefined) =>
		found === undefined ? kept : `\\u{${found.codePointAt(0)!.toString(16)}}`,
	);

const hidden_in_json = new RegExp(`[${undrawn}--\\n]`, "gv");

/** JSON that parses to the same value and has nothing for `visible` to replace. */
export const json = (value: unknown, indent?: number): string =>
	JSON.stringify(value, null, indent).replace(hidden_in_json, (found) =>
		found
			.split("")
			.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
			.join(""),
	);

const line_break = /\r\n?|\n/g;

/** For a name or an error: breaks and tabs would end its line or its column. */
export const oneLine = (text: string): string => text.replace(line_break, "⏎").replaceAll("\t", " ");

/** A message's body keeps its lines. */
export const lines = (text: string): string => text.replace(line_break, "\n").replaceAll("\t", "    ");

/** At most `max` UTF-16 units, without half a character at the end. */
export const brief = (text: string, max: number): string =>
	text.length <= max ? text : `${text.slice(0, max).replace(/[\ud800-\udbff]$/, "")}…`;

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/* Half-width Katakana and Hangul are as wide as Latin. */
const is_wide =
	/^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Yiii}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]--[\uff61-\uffdc]])/v;

/** The number of columns that a terminal uses for it. */
export function width(text: string): number {
	let columns = 0;
	for (const { segment } of letters.segment(text))
		columns += is_wide.test(segment) ? 2 : /^\p{M}/u.test(segment) ? 0 : 1;
	return columns;
}
