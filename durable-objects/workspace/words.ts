import { stemmer } from "stemmer";

/** A stretch of a text that search can find, with its place in UTF-16 units. */
export interface Word {
	tokens: string[];
	/** Chinese, Japanese, Korean: pairs of characters that only mean something side by side */
	isRun: boolean;
	start: number;
	end: number;
}

/** What words are made of; where the script changes, another word begins. */
const words =
	/[[\p{L}\p{N}\p{M}]&&[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]]+|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]]+/gv;
const isCjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]/u;
const isPlain = /^[\0-\x7f]*$/;

/** `Éléphants` → `elephants` */
function fold(text: string): string {
	const lower = text.toLowerCase();
	return isPlain.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** 上海市 → 上海, 海市, 市: a pair from every character on, so that any part of two or more is a phrase of pairs. */
function pairs(run: string): string[] {
	const characters = [...run];
	return characters.map((character, i) => character + (characters[i + 1] ?? ""));
}

/**
 * A text as search sees it: words folded and stemmed (Porter), Chinese, Japanese and Korean in pairs. What is indexed,
 * what is asked for and what is highlighted all come from here, so they cannot disagree.
 */
export function wordsOf(text: string): Word[] {
	return Array.from(text.matchAll(words), ({ 0: word, index: start }) => {
		const isRun = isCjk.test(word);
		const folded = isRun ? word.normalize("NFKC") : fold(word);
		const tokens = isRun ? pairs(folded) : folded === "" ? [] : [stemmer(folded)];
		return { tokens, isRun, start, end: start + word.length };
	}).filter(({ tokens }) => tokens.length > 0);
}
