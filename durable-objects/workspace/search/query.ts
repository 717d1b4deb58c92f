import { max_words, quotation } from "@clickclack/protocol";
import { sameForm } from "./fold.ts";
import { type Token, termsOf, tokenize } from "./tokenizer.ts";

/** Tokens that have to follow each other: what was written together, or in quotation marks. */
export interface Phrase {
	tokens: Token[];
	/** how each was written, to rank the same form first */
	forms: string[];
	/** it is still typed: its last word is found by its beginning */
	isUnfinished: boolean;
	/** it need not be there, but where it is, it counts */
	isOptional: boolean;
}

/** A parsed query: all phrases have to be there. */
export interface SearchQuery {
	phrases: Phrase[];
}

/** More than the longest query may have, of which every letter is four words, as `ﷺ` is. */
const most_tokens = 2_000;
/** Shorter beginnings of words are not found: half of all messages would have one, and SQLite gathers them all. */
const shortest_beginning = 3;
/** White space and the marks between clauses part what is written; a comma in a number does not. */
const apart = /\s|[;!?…、。，；！？]|(?<!\p{N}),|,(?!\p{N})/u;

function* phrasesIn(q: string): Generator<Token[], void> {
	const quotations = q.matchAll(quotation);
	let next = quotations.next().value;
	let phrase: Token[] = [];
	let before: RegExpExecArray | undefined;
	let read = 0;
	for (const token of tokenize(q)) {
		if (++read > most_tokens) break;
		while (next && next.index + next[0].length <= token.start) next = quotations.next().value ?? undefined;
		const inside = next && next.index < token.start ? next : undefined;
		if (phrase.length > 0 && (inside !== before || (!inside && areApart(q, phrase.at(-1)!, token)))) {
			yield phrase;
			phrase = [];
		}
		phrase.push(token);
		before = inside;
	}
	if (phrase.length > 0) yield phrase;
}

function areApart(q: string, { end }: Token, { start }: Token): boolean {
	return start > end && apart.test(q.slice(end - 1, start + 1));
}

/** A phrase needs no more than its pairs: its first run may begin earlier in a text, and its last one end later. */
function termsFor(tokens: readonly Token[]): string[] {
	if (tokens.length === 1) return [tokens[0]!.text];
	const terms = termsOf(tokens);
	const [leading, trailing] = [tokens[0]!, tokens.at(-1)!].map(({ kind }) => Number(kind === "character"));
	return terms.slice(leading, terms.length - trailing!);
}

/** As many of the tokens as have this many terms. */
function cut(tokens: Token[], most: number): Token[] {
	const first = tokens.slice(0, most + 1);
	while (termsFor(first).length > most) first.pop();
	return first;
}

/**
 * The first different words; in a run each pair of characters counts as one.
 * @param isTyping the last word is still typed; with few letters it is not asked for yet
 * @returns undefined when there is none
 */
export function readQuery(q: string, isTyping = false): SearchQuery | undefined {
	const phrases = new Map<string, Phrase>();
	let left = max_words;
	const add = (tokens: Token[], isUnfinished: boolean, isOptional: boolean) => {
		if (tokens.length === 0) return;
		const terms = termsFor(tokens);
		const key = terms.join(" ") + (isUnfinished ? "*" : "");
		if (phrases.has(key)) return;
		const forms = tokens.map(({ start, end }) => sameForm(q.slice(start, end)));
		phrases.set(key, { tokens, forms, isUnfinished, isOptional });
		left -= terms.length;
	};
	for (const phrase of phrasesIn(q)) {
		if (left <= 0) break;
		const tokens = cut(phrase, left);
		const { kind, word, end } = tokens.at(-1)!;
		const isTyped = isTyping && kind === "word" && end === q.length;
		const isShort = isTyped && word.length < shortest_beginning && phrases.size + tokens.length > 1;
		if (isShort) add(tokens.slice(0, -1), false, false);
		add(tokens, isTyped && (isShort || word.length >= shortest_beginning), isShort);
	}
	return phrases.size === 0 ? undefined : { phrases: [...phrases.values()] };
}

/** In SQLite's query language: all of the phrases. */
export const matchFor = ({ phrases }: SearchQuery): string =>
	phrases
		.filter(({ isOptional }) => !isOptional)
		.map(matchForPhrase)
		.join(" AND ");

function matchForPhrase({ tokens, isUnfinished }: Phrase): string {
	const terms = termsFor(tokens);
	const match = `"${terms.join(" ")}"`;
	if (!isUnfinished) return match;
	const { text, word } = tokens.at(-1)!;
	return text === word ? `${match} *` : `(${match} OR "${[...terms.slice(0, -1), word].join(" ")}" *)`;
}
