import { withAm } from "./grammar/am.ts";

/* What people write is the same name in many spellings. It imports only what imports nothing, because the SDK uses it too. */

/** The longest input, in UTF-16 units; names and words are shorter. Some letters become many: `ﷺ` is eighteen. */
const max_folded = 4_096;

/** More marks than any letter has, also in Burmese; putting thousands of them into order takes quadratic time. */
const needless_marks = /(?<=\p{M}{8})\p{M}+/gu;
/** NFKD takes these apart for good, and readers of Thai, Lao, Tibetan and Korean (`ㅋㅋ`) see other letters then. */
const whole = /[^\u0e33\u0eb3\u0edc\u0edd\u0f77\u0f79\u3131-\u3163\u3165-\u318e]+/g;
const accented = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])(\p{M}+)/gu;

/** `й`, `ї`, `ў`, `ѓ` and `ќ` are letters of their own. */
function ownMark(base: string, marks: string): string {
	if ("иіуИІУ".includes(base)) return /[\u0306\u0308]/.exec(marks)?.[0] ?? "";
	return "гкГК".includes(base) && marks.includes("\u0301") ? "\u0301" : "";
}

/**
 * `É` → `E`, `ｶﾞ` → `ガ`; `й`, `हिन्दी` and `한국어` stay: marks are accents only in Latin, Greek, Cyrillic, Arabic and
 * Hebrew, elsewhere they are letters to readers. The result is NFC; a long text is cut.
 */
export const withoutMarks = (text: string): string =>
	withAm(
		text
			.slice(0, max_folded)
			.replace(needless_marks, "")
			.replace(whole, (part) => part.normalize("NFKD"))
			.replace(accented, (_, base: string, marks: string) => base + ownMark(base, marks)),
	).normalize("NFC");

/**
 * With or without variation selectors: `🏴󠁧󠁢󠁷󠁬󠁳󠁿`, `🇨🇭`, `1️⃣`, `❤`, `👩‍🚀`.
 */
const emoji =
	/(\p{RGI_Emoji_Tag_Sequence}|\p{RI}\p{RI}|[#*0-9][\ufe0e\ufe0f]?\u20e3|[\p{Emoji}--[#*0-9\p{RI}]][\ufe0e\ufe0f]?\p{EMod}?(?:\u200d[\p{Emoji}--[#*0-9\p{RI}]][\ufe0e\ufe0f]?\p{EMod}?)*)/gv;
const text_by_default = /[#*0-9](?=\u20e3)|[\p{Emoji}--[\p{Emoji_Presentation}#*0-9]](?!\p{EMod})/gv;
const isKnown = /^\p{RGI_Emoji}$/v;

/** An emoji in the form that every system draws as one. A joiner that joins nothing is not seen, so it does not count. */
function qualified(emoji: string): string {
	const form = emoji.replace(/[\ufe0e\ufe0f]/g, "").replace(text_by_default, "$&\ufe0f");
	return isKnown.test(form) ? form : form.replaceAll("\u200d", "");
}

const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;
const caseless = (text: string): string => withoutMarks(text.replace(ignorable, "")).toLowerCase();

/** Letters that are not a letter with a mark to Unicode, and yet are typed as others; Arabic ones that differ by keyboard. */
const alike: Record<string, string> = {
	ß: "ss",
	æ: "ae",
	œ: "oe",
	ł: "l",
	ø: "o",
	đ: "d",
	ð: "d",
	þ: "th",
	ħ: "h",
	ŧ: "t",
	ı: "i",
	ς: "σ",
	ٱ: "ا",
	ى: "ي",
	ی: "ي",
	ک: "ك",
	ة: "ه",
};
/** `łódź` → `lódź`: of a text in small letters. */
export const plainLetters = (text: string): string => text.replace(/[^\0-\x7f]/gu, (letter) => alike[letter] ?? letter);

/**
 * What people's names are compared by: neither case nor accents nor what cannot be seen makes a difference, nor what a
 * plain keyboard has no key for: `Łukasz` → `lukasz`, `Groß` → `gross`.
 */
export const folded = (text: string): string => plainLetters(caseless(text));

/** Signs that make another name of the same letters: `C++`, `C#`, `.NET`. */
const signs: [sign: RegExp, word: string][] = [
	[/(?<=[\p{L}\p{N}\p{M}+])\+/gu, " plus "],
	[/(?<=[\p{L}\p{N}\p{M}])[#♯](?![\p{L}\p{N}])/gu, " sharp "],
	[/(?<!\S)\.(?=\p{L})/gu, " dot "],
];
const spelled = (text: string): string => signs.reduce((done, [sign, word]) => done.replace(sign, word), text);

const words = /(?:[[\p{L}\p{N}\p{M}_\u200d\p{Emoji}\u{e0020}-\u{e007f}]--[#*]]|[#*](?=\ufe0f\u20e3))+/gv;

const formed = (name: string): string =>
	name
		.split(emoji)
		.map((part, i) => (i % 2 ? qualified(part) : caseless(part).replaceAll("ς", "σ")))
		.join("");

/** Every letter, sign and emoji in the form that counts; `ß` and `ø` are letters of their own in it. Twice: what stood between two parts of an emoji is gone then. */
const foldedName = (name: string): string => formed(formed(name.slice(0, max_folded)));

const final_sigma = /(?<=\p{L})σ(?![\p{L}\p{M}])/gu;

/**
 * `Général Chat!` → `general-chat`, `C++` → `c-plus-plus`, `🎉` stays: what a channel is called and found by, the same for
 * every spelling of a name. Empty when it has no letter, digit or emoji.
 */
export const slugify = (name: string): string =>
	Array.from(spelled(foldedName(name)).matchAll(words), ([word]) => word.replace(/^\p{M}+/u, ""))
		.filter((word) => /[^_]/.test(word))
		.join("-")
		.replace(final_sigma, "ς");

/** Whether a name has signs that its slug spells in words, so that it is better shown as it was typed. */
export const isSpelled = (name: string): boolean => {
	const folded = foldedName(name);
	return spelled(folded) !== folded;
};
