import { Marked, type Tokens } from "marked";

/** The handles that can be mentioned. */
type Handles = Pick<ReadonlySet<string>, "has">;

/*
 * The time to parse some texts grows with the square of their length. A text beyond these limits was made by a machine, or
 * to be slow, and is shown as it was typed. Blocks of code are not counted: they are cheap.
 */
const max_marks = 2_000;
const max_lines = 1_500;
const max_nodes = 3_000;
const marks = /[*_~`[\]<>|&:@\\]/g;
const runs = /(?<!\S)\S{300,}|(?<![^\S\n])[^\S\n]{300,}/g;
const max_runs = 4_000_000;
const paragraphs = /\n[^\S\n]*\n/;
const emphasis = /[*_~]/g;
const max_emphasis = 16_000_000;
/** Where an item of a list begins, or continues after an empty line. */
const items = /\n[^\S\n]*\n|\n(?=[> \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t\n]|$))/;
const item = /^(?:[ \t]{2}|[> \t]*(?:[-+*]|\d{1,9}[.)])\s)/;
const max_items = 5_000_000;
const deep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){20}|^[ \t]{40,}(?:[-+*>]|\d)/m;

/** A block of code as the parser finds it. Without `^` and `$`, which end a line at U+2028 too: the parser does not. */
const fences = /(?<![^\n])(`{3,})[^`\n]*(?:\n(?:[\s\S]*?\n)?? {0,3}\1`* *(?![^\n])|(?![^\n])[\s\S]*)/g;
/** What may contain the line of a fence, which then begins no code: a tag, another kind of block, a link definition. */
const swallowing = /(?<![^\n])(?: {0,3}(?:<|~~~|\[)| {1,3}```)/;

let handles: Handles = new Set();

const marked = new Marked({
	gfm: true,
	breaks: true,
	renderer: {
		html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
		// An image and not a checkbox, which could not be clicked.
		checkbox: ({ checked }: Tokens.Checkbox) =>
			`<span class="check${checked ? " done" : ""}" role="img" aria-label="${checked ? "done" : "to do"}"></span>`,
		listitem({ task, tokens }: Tokens.ListItem) {
			return `<li${task ? ' class="task"' : ""}>${this.parser.parse(tokens)}</li>\n`;
		},
		image: ({ href, text }: Tokens.Image) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
		text(token: Tokens.Text | Tokens.Escape) {
			if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
			return withMentions(token.text);
		},
	},
});

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter]!);

/** `@ada` is marked if Ada is mentioned, where the server finds mentions too (mentions.ts): not in an e-mail address. */
function withMentions(text: string): string {
	return escape(text).replace(/(?<![\p{L}\p{N}_.@/-])@([a-z0-9][a-z0-9_-]{1,31})/giu, (typed, handle: string) =>
		handles.has(handle.toLowerCase()) ? `<mark>${typed}</mark>` : typed,
	);
}

/** HTML of a message, to be sanitised by the caller. A text that cannot be parsed is shown as it was typed. */
export function markup(body: string, among: Handles): string {
	handles = among;
	const text = body.replace(/\r\n?/g, "\n");
	return parse(text) || `<p class="typed">${escape(text)}</p>`;
}

/** Empty when it takes too long. */
function parse(text: string): string {
	if (!isReadable(text)) return "";
	try {
		const html = marked.parse(text, { async: false });
		return count(html, /</g) > max_nodes ? "" : html;
	} catch {
		// a deeply nested text may overflow the stack
		return "";
	}
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const sum = (texts: string[], of: (text: string) => number) => texts.reduce((all, text) => all + of(text), 0);

function isReadable(text: string): boolean {
	const prose = withoutCode(text);
	if (count(prose, marks) > max_marks || count(prose, /\n/g) > max_lines) return false;
	const squares = sum(prose.match(runs) ?? [], (run) => run.length ** 2);
	// the parser may search the rest of the paragraph for the other end of each
	const searches = sum(prose.split(paragraphs), (one) => count(one, emphasis) * one.length);
	// each line of an item is parsed together with all lines after it
	const listed = prose.split(items).filter((one) => item.test(one));
	const lines = sum(listed, (one) => count(one, /\n/g) * one.length);
	return squares <= max_runs && searches <= max_emphasis && lines <= max_items && !deep.test(prose);
}

function withoutCode(text: string): string {
	const prose = text.replace(fences, "");
	return swallowing.test(prose) ? text : prose;
}
