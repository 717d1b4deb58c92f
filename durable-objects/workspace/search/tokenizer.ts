import stem from "wink-porter2-stemmer";
import { foldCharacter, foldSymbol, foldWord } from "./fold.ts";

/** The smallest part of a text that search can find, with its position in UTF-16 units. */
export interface Token {
	/** of a run in a script that is written without blanks, which is found by any part, each character is a token */
	kind: "word" | "symbol" | "character";
	/** what is compared: English words by their stem */
	text: string;
	/** a word as it is without stemming: while it is typed, its beginning is compared */
	word: string;
	/** a character that follows another one of the same run */
	continues: boolean;
	start: number;
	end: number;
}

/* The parts of the pattern below; with the flag v they may contain each other. */
const unseen = String.raw`\p{Default_Ignorable_Code_Point}`;
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}ー゙゚ｦ-ﾟ\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
/** Without the letters that stand for apostrophes. */
const begin = String.raw`[[\p{L}\p{N}]--[ʻʼ]]`;
const part = String.raw`[[\p{L}\p{N}\p{M}${unseen}ـ]--[ʻʼ]]`;
const picture = String.raw`\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0e\ufe0f\u{e0020}-\u{e007f}]*`;
const run = `[${begin}&&${unspaced}][${part}&&[${unspaced}\\p{M}${unseen}]]*`;
const word = `[${begin}--${unspaced}][${part}--${unspaced}]*(?:['’＇][sS](?!${part}))?`;
/** Emoji, flags, arrows and signs; the ends of `C++` and `C#`; the beginning of `.NET`; operators such as `=>` that stand alone. */
const symbol = [
	String.raw`\p{RI}{2}`,
	String.raw`${picture}(?:\u200d${picture})*`,
	String.raw`[[\p{So}\p{Sm}\p{Sc}]--[\0-\x7f＋＜＝＞｜～＄]]`,
	String.raw`(?<=[\p{L}\p{M}])(?:[+＋]{2}|[#＃](?!${part}))`,
	String.raw`(?<![\p{L}\p{N}\p{M}.])\.(?=\p{L})`,
	String.raw`(?<!\S)[!#$%&\(\)*+,\-.\/:;<=>?@\[\\\]^_\{\|\}~]{2,8}(?!\S)`,
].join("|");
const tokens = new RegExp(`(${run})|(${word})|${symbol}`, "gv");
/** A character with its marks; the vowels and finals of decomposed Korean, and half-width voicing marks, are such. */
const characters = /.[\p{M}\p{Default_Ignorable_Code_Point}ﾞﾟ\u1160-\u11ff]*/gsu;
const hasMarks = /[\p{M}\p{Default_Ignorable_Code_Point}ﾞﾟ\u1160-\u11ff]/u;
/** One letter may fold to several words: `ﷺ`. */
const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const isEnglish = /^[a-z]{3,}$/;
const isPunctuation = /^[!(),\-.:;?[\]_{}]{2,}$/;
/** Each is what it folds to: there are too many to remember them. */
const isFolded = /^[ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣\u{20000}-\u{2a6df}]$/u;
const possessive = /['’＇][sS]$/;

type Read = Pick<Token, "kind" | "text" | "word">;

/**
 * Remembers the last results, because most words come again: some are newer, the others are forgotten together, unless they
 * were asked for meanwhile.
 * @param least so many are remembered, and at most twice as many
 */
function remembering(read: (text: string) => Read[], least = 2_500): (text: string) => Read[] {
	let [newer, older] = [new Map<string, Read[]>(), new Map<string, Read[]>()];
	const keep = (text: string, result: Read[]): Read[] => {
		if (newer.size >= least) [newer, older] = [new Map(), newer];
		if (text.length <= 32) newer.set(text, result);
		return result;
	};
	return (text) => newer.get(text) ?? keep(text, older.get(text) ?? read(text));
}

/** `Éléphants` → `eleph` */
const readWord = remembering((said) => {
	const folded = foldWord(said.replace(possessive, ""));
	return isEnglish.test(folded) ? [toWord(folded)] : Array.from(folded.matchAll(words), ([word]) => toWord(word));
}, 10_000);

const toWord = (word: string): Read => ({ kind: "word", text: isEnglish.test(word) ? stem(word) : word, word });

const readCharacter = remembering((said) =>
	Array.from(foldCharacter(said), (text) => ({ kind: "character", text, word: text })),
);

/** Punctuation that stands alone is no operator. */
const readSymbol = remembering((said) => {
	const text = isPunctuation.test(said) ? "" : foldSymbol(said);
	return text === "" ? [] : [{ kind: "symbol", text, word: text }];
});

function* readRun(said: string, at: number): Generator<Token, void> {
	let [start, continues] = [at, false];
	for (const character of said.length > 1 && hasMarks.test(said) ? said.match(characters)! : said) {
		const end = start + character.length;
		if (isFolded.test(character)) {
			yield { kind: "character", text: character, word: character, continues, start, end };
			continues = true;
		} else
			for (const { kind, text, word } of readCharacter(character)) {
				yield { kind, text, word, continues, start, end };
				continues = true;
			}
		start = end;
	}
}

/** Splits a text into tokens. Indexing, queries and highlights all use this, so they cannot disagree. */
export function* tokenize(all: string): Generator<Token, void> {
	for (const match of all.matchAll(tokens)) {
		const said = match[0];
		const start = match.index;
		if (match[1] !== undefined) yield* readRun(said, start);
		else
			for (const { kind, text, word } of match[2] === undefined ? readSymbol(said) : readWord(said))
				yield { kind, text, word, continues: false, start, end: start + said.length };
	}
}

/**
 * The terms that stand for tokens in the index. A run is a pair for every two characters, 上海市 → 上海 海市, and its first and
 * its last character, so that a phrase may lead into it or out of it.
 */
export function termsOf(all: readonly Token[]): string[] {
	const terms: string[] = [];
	for (const [i, { kind, text, continues }] of all.entries()) {
		terms.push(continues ? all[i - 1]!.text + text : text);
		if (kind === "character" && !all[i + 1]?.continues) terms.push(text);
	}
	return terms;
}
