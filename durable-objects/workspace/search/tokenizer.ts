import { withoutMarks } from "@clickclack/protocol";
import { stemmer } from "stemmer";

/** A part of a text that search can find, with its position in UTF-16 units. */
export interface Token {
	/** what is compared (Porter); nearly always one */
	stems: string[];
	/** for scripts that are written without spaces instead: found by any part */
	run?: string | undefined;
	start: number;
	end: number;
}
type Meaning = Pick<Token, "stems" | "run">;

/** A word ends where the script changes. */
const words =
	/[[\p{L}\p{N}\p{M}]&&[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]]+|[[\p{L}\p{N}\p{M}]&&[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+/gv;
const isCjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー゙゚ｦ-ﾟ]/u;
const isSoutheastAsian = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const isPlain = /^[\0-\x7f]*$/;
/** One letter may normalize to several words: `ﷺ`. */
const parts = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** More marks than any letter has; normalizing thousands of them takes quadratic time. */
const needless_marks = /(?<=[\p{M}ﾞﾟ]{4})[\p{M}ﾞﾟ]+/gu;

/** In characters; a longer word is cut. */
const longest_word = 64;
const shortened = (word: string): string =>
	word.length > longest_word
		? Array.from(word.slice(0, 2 * longest_word))
				.slice(0, longest_word)
				.join("")
		: word;

/** Remembers the result for each text. */
function once<T>(work: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		let done = known.get(text);
		if (done === undefined) known.set(text, (done = work(text)));
		return done;
	};
}

function reader(): (word: string) => Meaning {
	const stem = once(stemmer);
	/** `Éléphants` → `eleph`, `Straße` → `strass` */
	const stemsOf = (word: string) =>
		isPlain.test(word)
			? [stem(word)]
			: Array.from(withoutMarks(word).replaceAll("ß", "ss").matchAll(parts), ([part]) => stem(part));
	return once((word) => {
		if (isCjk.test(word)) return { stems: [], run: word.replace(needless_marks, "").normalize("NFKC") };
		if (isSoutheastAsian.test(word)) return { stems: [], run: word.replace(needless_marks, "") };
		return { stems: stemsOf(shortened(word)) };
	});
}

/**
 * Splits a text into tokens. Indexing, queries and highlights all use this, so they cannot disagree.
 */
export function* tokenize(text: string): Generator<Token, void> {
	const read = reader();
	for (const { 0: word, index: start } of text.matchAll(words)) {
		const { stems, run } = read(word);
		yield { stems, run, start, end: start + word.length };
	}
}

/** 上海市 → 上海, 海市: any part of two or more characters is a phrase of pairs. */
export const pairsOf = (characters: string[]): string[] =>
	characters.slice(1).map((character, i) => characters[i] + character);
