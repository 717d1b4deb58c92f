/*
 * What stands before or after a name or an address tells where it begins and ends. In some scripts words follow each other
 * without blanks, so a letter there says nothing.
 */

/**
 * Scripts of which words are written together, and Korean, whose endings are joined to any word: a part of a pattern with
 * the flag v. Search has a list of its own, because it leaves marks and signs that several scripts share to the words.
 */
export const joined_scripts = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Yiii}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}`;
const joined = new RegExp(`^[${joined_scripts}]$`, "v");
const letter = /^[\p{L}\p{N}]$/u;
/** Not that which makes an emoji of a digit: `1️⃣` is no letter. */
const mark = /^[\p{M}--\u20e3]$/v;
/** More than any letter has. */
const max_marks = 8;

const isTrail = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** The character that ends at a place, "" at the beginning. */
export const characterBefore = (text: string, at: number): string =>
	at < 1 ? "" : at > 1 && isTrail(text.charCodeAt(at - 1)) ? text.slice(at - 2, at) : text[at - 1]!;

export const characterAt = (text: string, at: number): string =>
	at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : "";

/** The letter that ends at a place, without its marks. */
export function baseBefore(text: string, at: number): string {
	for (let [place, marks] = [at, 0]; ; marks++) {
		const before = characterBefore(text, place);
		if (!mark.test(before) || joined.test(before) || marks === max_marks) return before;
		place -= before.length;
	}
}

export const isJoined = (character: string): boolean => joined.test(character);

/** A letter or digit that belongs to the word beside it. */
export const isWordy = (character: string): boolean => letter.test(character) && !joined.test(character);

/** What stands before a sign, without the `_` of emphasis. */
export function wordBefore(text: string, at: number): string {
	let start = at;
	while (text[start - 1] === "_") start--;
	const base = baseBefore(text, start);
	return start < at && isWordy(base) ? "_" : base;
}
