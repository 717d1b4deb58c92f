import { plainLetters, withoutMarks } from "@clickclack/protocol";

const isPlain = /^[\0-\x7f]*$/;
/** What nobody sees, and Arabic's lengthening stroke. */
const unseen = /[\p{Default_Ignorable_Code_Point}ـ]+/gu;
/** Skin tones. */
const tones = /\p{Emoji_Modifier}/gu;

/** In code points; a longer word is cut. */
const longest_word = 64;

function shortened(word: string): string {
	if (word.length <= longest_word) return word;
	return Array.from(word.slice(0, 2 * longest_word))
		.slice(0, longest_word)
		.join("");
}

/** `É` → `e`, `Straße` → `strasse`, `Łódź` → `lodz`: how a word is compared. */
export function foldWord(word: string): string {
	if (isPlain.test(word)) return shortened(word).toLowerCase();
	return plainLetters(withoutMarks(shortened(word.replace(unseen, ""))).toLowerCase());
}

/** A character with its marks, of a script without blanks: `ﾀﾞ` → `ダ`. A mark is a part of what is written, and stays. */
export const foldCharacter = (character: string): string =>
	character.replace(unseen, "").slice(0, 16).normalize("NFKC").toLowerCase();

/** `❤️` → `❤`, `👍🏽` → `👍`, `＋＋` → `++` */
export const foldSymbol = (symbol: string): string =>
	symbol
		.replace(/[\ufe0e\ufe0f]/gu, "")
		.replace(tones, "")
		.normalize("NFKC")
		.replace(/[\s"]/g, "")
		.toLowerCase();

/** What stands there, in any case and without what nobody sees: to tell the same from what is only alike. */
export const sameForm = (text: string): string => text.replace(unseen, "").slice(0, 256).normalize("NFC").toLowerCase();
