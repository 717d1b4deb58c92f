import { sameForm } from "./fold.ts";
import type { Phrase, SearchQuery } from "./query.ts";
import type { Token } from "./tokenizer.ts";

/** A place in a text where a phrase is, in UTF-16 units. */
export interface Match {
	phrase: Phrase;
	start: number;
	end: number;
	tokens: Token[];
}

const beginsWith = (one: Token, { word }: Token): boolean =>
	one.kind === "word" && (one.word.startsWith(word) || one.text.startsWith(word));

/** The tokens of a phrase, if the last one read may be its last, and those before it are before that. */
function ending(read: Token[], { tokens }: Phrase): Token[] | undefined {
	const from = read.length - tokens.length;
	const isThere = tokens.every((wanted, i) => {
		const found = read[from + i];
		if (!found || (i > 0 && found.continues !== wanted.continues)) return false;
		return i === tokens.length - 1 || found.text === wanted.text;
	});
	return isThere ? read.slice(from) : undefined;
}

const none: Phrase[] = [];

/** Every place of every phrase, by where it ends. */
export function* matchesIn(text: Iterable<Token>, { phrases }: SearchQuery): Generator<Match, void> {
	const lastOf = ({ tokens }: Phrase) => tokens.at(-1)!;
	const byLast = Map.groupBy(phrases, (phrase) => lastOf(phrase).text);
	const typed = phrases.find(({ isUnfinished }) => isUnfinished);
	const read: Token[] = [];
	for (const token of text) {
		read.push(token);
		const ended = byLast.get(token.text) ?? none;
		const isBegun = typed !== undefined && !ended.includes(typed) && beginsWith(token, lastOf(typed));
		for (const phrase of isBegun ? [...ended, typed] : ended) {
			const tokens = ending(read, phrase);
			if (tokens) yield { phrase, tokens, start: tokens[0]!.start, end: token.end };
		}
	}
}

/** Signs that make another name of a word: `C` is not what `C#` and `C++` are, nor `net` what `.NET` is. */
const signBehind = /^(?:[+＋]{2}|[#＃](?![\p{L}\p{N}\p{M}]))/u;
const signBefore = /(?<![\p{L}\p{N}\p{M}.])\.$/u;
const hasSign = (text: string, { start, end }: Match): boolean =>
	signBehind.test(text.slice(end, end + 3)) || signBefore.test(text.slice(Math.max(0, start - 3), start));

/** Whether it stands there as it was asked for, not only alike: `general`, not `generals`. */
export const isExact = (text: string, match: Match): boolean =>
	!hasSign(text, match) &&
	match.tokens.every(({ start, end }, i) => sameForm(text.slice(start, end)) === match.phrase.forms[i]);
