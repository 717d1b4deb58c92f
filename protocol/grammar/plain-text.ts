import { emphasisIn } from "./emphasis.ts";
import { inlineTokens } from "./inline.ts";
import { withStandIns, withTokens } from "./stand-ins.ts";
import type { Token } from "./token.ts";
import { tokensOf } from "./tokens.ts";
import { isVisible } from "./visible.ts";

/** What begins a line: of quotations, items of lists, tasks and headings. */
const beginning = /^(?:[ \t]*(?:>[ \t]?|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?))*(?:[ \t]*#{1,6}(?:\s+|$))?/;
const quotations = /^[ \t>]*/;
/** Signs that end a heading. */
const heading_end = /(?<!\S)#+$/;
/** Below the head of a table. */
const table = /^(?=[^\n|]*\|)[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t|:-]*)?$/m;
/** A line across the page, or the one below the head of a table. */
const rule =
	/^[ \t>]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*)+(?::?-+:?[ \t]*)?)(?:\n|$)/gm;
const signs = /[*_~]/g;
/** A paragraph with more is shown as it was typed in the app, too. */
const max_signs = 2_000;
const max_breaks = /\n{3,}/g;

/** A text as it is read: without the marks of Markdown and without the addresses behind words. Takes linear time. */
export function plainText(body: string): string {
	const typed = body.replace(/\r\n?/g, "\n");
	const known = tokensOf(typed).map(withoutHandle);
	const { text, tokens } = withStandIns(typed, known, place);
	const read = table.test(text) ? withoutFrame : (line: string) => line;
	const lines = text
		.replace(rule, "")
		.split("\n")
		.map((line) => read(withoutBeginning(line)))
		.join("\n");
	const words = lines
		.split(/(\n[ \t]*\n)/)
		.map(withoutEmphasis)
		.join("");
	const plain = withTokens(words, tokens, seen).replace(max_breaks, "\n\n").trim();
	// the app, too, shows as it was typed what would show nothing
	return isVisible(plain) ? plain : typed.trim();
}

/** Where a handle ends, only those know who know the people. */
const withoutHandle = (token: Token): Token =>
	token.kind === "mention" ? { ...token, end: token.start + 1, text: "@" } : token;

const place = (sign: string, token: Token) =>
	token.kind === "codeBlock" ? `${token.isBehind ? "\n" : ""}${sign}${token.hasTail ? "\n" : ""}` : sign;

/** Signs that nothing follows begin nothing. */
function withoutBeginning(line: string): string {
	const [start] = beginning.exec(line)!;
	const words = line.slice(start.length).trimEnd();
	const said = start.trimEnd().endsWith("#") ? words.replace(heading_end, "").trimEnd() : words;
	return said || line.replace(quotations, "").trimEnd();
}

/** Of a row of a table. */
const withoutFrame = (line: string): string =>
	/^[ \t]*\|/.test(line)
		? line
				.trim()
				.replace(/^\||\|$/g, "")
				.trim()
		: line;

/** Of a link its label, without marks. */
function seen({ kind, text }: Token): string {
	if (kind !== "link") return text;
	const label = withStandIns(text, inlineTokens(text));
	return withTokens(withoutEmphasis(label.text), label.tokens, (token) => token.text);
}

function withoutEmphasis(text: string): string {
	const count = text.match(signs)?.length ?? 0;
	if (count === 0 || count > max_signs) return text;
	let [kept, from] = ["", 0];
	for (const { at, length } of emphasisIn(text)) {
		kept += text.slice(from, at);
		from = at + length;
	}
	return kept + text.slice(from);
}
