import { stemmer } from "stemmer";

/** A stretch of a text that search can find, with its place in UTF-16 units. */
export interface Word {
	tokens: string[];
	/** Chinese, Japanese, Korean: pairs of characters that only mean something side by side */
	isRun: boolean;
	start: number;
	end: number;
}

const runs = /[\p{L}\p{N}\p{M}]+/gu;
const scripts =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]+/gu;
const isCjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]/u;

/** `Éléphants` → `elephants` */
const fold = (text: string): string => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** 上海市 → 上海, 海市, 市: a pair from every character on, so that any part of two or more is a phrase of pairs. */
function pairs(run: string): string[] {
	const characters = [...run];
	return characters.map((character, i) => character + (characters[i + 1] ?? ""));
}

/**
 * A text as search sees it: words folded and stemmed (Porter), Chinese, Japanese and Korean in pairs. What is indexed,
 * what is asked for and what is highlighted all come from here, so they cannot disagree.
 */
export function* wordsOf(text: string): Generator<Word> {
	for (const run of text.matchAll(runs)) {
		for (const part of run[0].matchAll(scripts)) {
			const start = run.index + part.index;
			const isRun = isCjk.test(part[0]);
			const folded = isRun ? part[0].normalize("NFKC") : fold(part[0]);
			const tokens = isRun ? pairs(folded) : folded === "" ? [] : [stemmer(folded)];
			if (tokens.length > 0) yield { tokens, isRun, start, end: start + part[0].length };
		}
	}
}
