import type { Token } from "./token.ts";

/*
 * One private character for each token, where a text is looked at for marks: of one plane for names and addresses, which are
 * words, of the other for what begins and ends with signs, as code does. If such a character was typed it is a token, too.
 */
const first_word = 0xf_00_00;
const first_sign = 0x10_00_00;
const own = /[\u{f0000}-\u{10ffff}]/u;
const each = /[\u{f0000}-\u{10ffff}]/gu;

export interface StandIns {
	text: string;
	tokens: Token[];
}

/** @param place what to write for a token, around its character */
export function withStandIns(
	body: string,
	tokens: readonly Token[],
	place: (sign: string, token: Token) => string = (sign) => sign,
): StandIns {
	const stood: Token[] = [];
	const pieces: string[] = [];
	const add = (token: Token) => place(String.fromCodePoint(firstOf(token) + stood.push(token) - 1), token);
	const typed = (start: number, end: number) => {
		const text = body.slice(start, end);
		return own.test(text) ? text.replace(each, (text, at: number) => add(literal(text, start + at))) : text;
	};
	let from = 0;
	for (const token of tokens) {
		pieces.push(typed(from, token.start), add(token));
		from = token.end;
	}
	return { text: pieces.join("") + typed(from, body.length), tokens: stood };
}

/** The `@` of nobody's handle is as one of somebody's. */
const isWord = ({ kind, text }: Token): boolean => /^(?:mention|channel|address|email)$/.test(kind) || text === "@";
const firstOf = (token: Token): number => (isWord(token) ? first_word : first_sign);

const literal = (text: string, start: number): Token => ({ kind: "literal", start, end: start + text.length, text });

/** What is in a text for this code alone, between two characters that nobody can have typed. */
export const aside = (text: string): string => `\u{10fffe}${text}\u{10ffff}`;
export const asides = /\u{10fffe}[^\u{10ffff}]*\u{10ffff}/gu;

/** Draws the tokens in a text in which characters stand for them. */
export const withTokens = (text: string, tokens: Token[], draw: (token: Token) => string): string =>
	text.replace(each, (sign) => {
		const token = tokens[sign.codePointAt(0)! & 0xff_ff];
		return token ? draw(token) : sign;
	});
