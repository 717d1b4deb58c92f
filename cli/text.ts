import stringWidth from "string-width";

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

/**
 * The same text as `json(value, 2)` in pieces, which together may be longer than a string can be: what is in the value, or
 * in a list of it, is one piece.
 */
export function* jsonPieces(value: unknown, depth = 2, indent = ""): Generator<string> {
	const entries = isContainer(value) ? Object.entries(value).filter(([, field]) => field !== undefined) : [];
	if (depth === 0 || entries.length === 0) {
		yield json(value, 2).replaceAll("\n", `\n${indent}`);
		return;
	}
	const isList = Array.isArray(value);
	let before = isList ? "[" : "{";
	for (const [name, field] of entries) {
		yield `${before}\n${indent}  ${isList ? "" : `${json(name)}: `}`;
		yield* jsonPieces(field, depth - 1, `${indent}  `);
		before = ",";
	}
	yield `\n${indent}${isList ? "]" : "}"}`;
}

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;

const line_break = /\r\n?|\n/g;

/** For a name or an error: breaks and tabs would end its line or its column. */
export const oneLine = (text: string): string => text.replace(line_break, "⏎").replaceAll("\t", " ");

/** A message's body keeps its lines. */
export const lines = (text: string): string => text.replace(line_break, "\n").replaceAll("\t", "    ");

/** At most `max` UTF-16 units, without half a character at the end. */
export const brief = (text: string, max: number): string =>
	text.length <= max ? text : `${text.slice(0, max).replace(/[\ud800-\udbff]$/, "")}…`;

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const isPlain = /^[ -~]*$/;
const isWide = /^[ぁ-ゖァ-ヺ一-鿿가-힣]$/;
/** What the last letters took: to look at one takes long, and most come again. */
const known = new Map<string, number>();

function letterWidth(letter: string): number {
	if (isPlain.test(letter)) return letter.length;
	if (isWide.test(letter)) return 2;
	const before = known.get(letter);
	if (before !== undefined) return before;
	if (known.size >= 1_000) known.clear();
	const columns = stringWidth(letter);
	if (letter.length <= 32) known.set(letter, columns);
	return columns;
}

/** The number of columns that a terminal uses for it. */
export function width(text: string): number {
	if (isPlain.test(text)) return text.length;
	let sum = 0;
	for (const { segment } of letters.segment(text)) sum += letterWidth(segment);
	return sum;
}

/** Lines of at most so many columns: broken at blanks, and inside of what has none, but not inside of a letter. */
export const wrap = (text: string, columns: number): string[] =>
	text.split("\n").flatMap((line) => (isPlain.test(line) && line.length <= columns ? line : broken(line, columns)));

/** What fits is one line: to look at its width before would take as long. */
function broken(line: string, columns: number): string[] {
	const done: string[] = [];
	let [rest, used] = ["", 0];
	for (const { segment } of letters.segment(line)) {
		const wide = letterWidth(segment);
		if (used + wide > columns && rest) {
			const [, kept = rest, next = ""] = /^(.*\S) +(\S*)$/s.exec(rest) ?? [];
			done.push(kept.trimEnd());
			[rest, used] = [next, width(next)];
			if (!rest && segment === " ") continue;
		}
		rest += segment;
		used += wide;
	}
	return [...done, rest];
}

const from_right = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** For a terminal that orders letters: those of a text from right to left leave its neighbours where they are. */
export const isolated = (text: string): string => (from_right.test(text) ? `\u2068${text}\u2069` : text);
