import { aside, asides, isVisible } from "@clickclack/sdk/grammar";
import { Lexer, Tokenizer, type Token, type Tokens } from "marked";
import * as strings from "../strings/app.ts";
import { escape, textOf } from "./html.ts";
import { drawInline } from "./inline.ts";

/* Draws blocks. All else that Markdown has is a token, and only a character for it stands here, or emphasis. */

const none = () => undefined;
const number = (raw: string): number => Number(/\d+/.exec(raw)![0]);

/** Lists count by themselves; a number that was left out, or chosen, stays. Some write 1 before each. */
function numbers(items: Tokens.ListItem[]): (number | undefined)[] {
	const typed = items.map(({ raw }) => number(raw));
	const isCounted = typed.length > 1 && typed.every((one) => one === typed[0]);
	return typed.map((one, at) => (at === 0 || isCounted || one === typed[at - 1]! + 1 ? undefined : one));
}

/** Finds blocks only. */
class Blocks extends Tokenizer {
	// of this, what counts is a token
	override code = none;
	override html = none;
	// and these are no marks in a chat
	override def = none;
	override lheading = none;
}

/** What is in a block is the grammar's, all of it. */
class BlockLexer extends Lexer {
	override inlineTokens(raw: string, tokens: Token[] = []): Token[] {
		tokens.push({ type: "text", raw, text: raw });
		return tokens;
	}
}

const drawAll = (tokens: Token[]): string =>
	tokens.map((token) => (drawn[token.type] as Draw | undefined)?.(token) ?? "").join("");

type Draw = (token: Token) => string;

const row = (cells: Tokens.TableCell[]) => `<tr>${cells.map(cell).join("")}</tr>`;

function cell({ tokens, header, align }: Tokens.TableCell): string {
	const tag = header ? "th" : "td";
	return `<${tag}${align ? ` align="${align}"` : ""}>${drawAll(tokens)}</${tag}>`;
}

const drawn: Record<string, (token: never) => string> = {
	code: ({ lang = "", text }: Tokens.Code) => `${escape(lang)}${escape(text)}`,
	blockquote: ({ tokens }: Tokens.Blockquote) => `<blockquote>${drawAll(tokens)}</blockquote>`,
	heading({ tokens, depth, raw }: Tokens.Heading) {
		const html = drawAll(tokens);
		return isVisible(textOf(html)) ? `<h${depth}>${html}</h${depth}>` : paragraph(escape(raw));
	},
	hr: () => "<hr>",
	list({ ordered, items, start }: Tokens.List) {
		const counted = ordered ? numbers(items) : [];
		const rows = items.map((item, at) => {
			const value = counted[at] === undefined ? "" : ` value="${counted[at]}"`;
			const typed = ordered ? aside(String(number(item.raw))) : "";
			const kind = item.task ? ' class="task"' : "";
			return `<li${kind}${value}>${typed}${drawAll(item.tokens)}</li>`;
		});
		const first = start === 1 ? "" : ` start="${start}"`;
		const sign = /^\s*\d+\)/.test(items[0]?.raw ?? "") ? ' class="paren"' : "";
		return ordered ? `<ol${sign}${first}>${rows.join("")}</ol>` : `<ul>${rows.join("")}</ul>`;
	},
	// An image and not a checkbox, which could not be clicked.
	checkbox: ({ checked, raw }: Tokens.Checkbox) =>
		`<span class="check${checked ? " done" : ""}" role="img" aria-label="${checked ? strings.taskDone : strings.taskToDo}"></span>${aside(raw.trim())}`,
	paragraph: ({ tokens }: Tokens.Paragraph) => paragraph(drawAll(tokens)),
	table: ({ header, rows }: Tokens.Table) =>
		`<table><thead>${row(header)}</thead><tbody>${rows.map(row).join("")}</tbody></table>`,
	// as it was typed: in its text, entities are decoded
	text: ({ tokens, raw }: Tokens.Text) => (tokens ? drawAll(tokens) : drawInline(raw)),
};

const paragraph = (html: string) => `<p>${html.trimEnd()}</p>`;

/** What may be a mark, or white space: the rest has to be seen. */
const unseen = /[\s*_~#>+\-|.)=:`\u{10fffe}\u{10ffff}]+/gu;
const seen = (text: string) => text.replace(unseen, "");

/** Undefined when it would lose something that was typed. */
function whole(text: string, html: string): string | undefined {
	return seen(text) === seen(textOf(html)) ? html.replace(asides, "") : undefined;
}

/** HTML of a text in which characters stand for tokens. */
export function drawBlocks(text: string): string | undefined {
	const lexer = new BlockLexer({ gfm: true, tokenizer: new Blocks() });
	return whole(text, drawAll(lexer.lex(text)));
}
