import { baseBefore, characterAt, isJoined, isWordy } from "./scripts.ts";
import { textAt } from "./sticky.ts";
import type { Token } from "./token.ts";

/*
 * A back slash is a mark only where the sign after it would be one: paths and patterns keep theirs.
 */
const anywhere = /[`*_~[\]@#|<]/;
const at_start = /[-+>]/;
const start_of_line = /(?:^|\n)[ \t]*$/;
const number = /(?:^|\n)[ \t]*\d{1,9}$/;
const longest_number = 16;

function isMark(text: string, at: number): boolean {
	const sign = text[at + 1] ?? "";
	if (anywhere.test(sign) || (sign === "!" && text[at + 2] === "[")) return true;
	const before = text.slice(Math.max(0, at - longest_number), at);
	return (at_start.test(sign) && start_of_line.test(before)) || (/[.)]/.test(sign) && number.test(before));
}

export const escapeAt = (text: string, start: number): Token | undefined =>
	isMark(text, start) ? { kind: "escape", start, end: start + 2, text: text[start + 1]! } : undefined;

/** HTML as it was typed, and ¯\_(ツ)_/¯, whose signs are its arms. */
const literal =
	/¯\\?\\_\(ツ\)_\/¯|<\/[a-z][\w-]*\s*>|<[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*\/?>|<!--[^<>]*-->/iy;

export function literalAt(text: string, start: number): Token | undefined {
	const found = textAt(literal, text, start);
	return found === "" ? undefined : { kind: "literal", start, end: start + found.length, text: found };
}

const digit = /^\p{N}$/u;

/**
 * `2*3*4` and `2*x*y`: a sign between a digit and a digit or letter; between letters it is a mark, and two of them beside one.
 * In scripts without blanks, one before a digit calls a note: `料金*1`.
 */
export function timesAt(text: string, start: number, sign: string): Token | undefined {
	if (!/^\*+$/.test(sign)) return undefined;
	const end = start + sign.length;
	const [before, after] = [baseBefore(text, start), characterAt(text, end)];
	const isNote = isJoined(before) && digit.test(after);
	const [isAfterDigit, isBeforeDigit] = [digit.test(before), digit.test(after)];
	const isProduct = isWordy(before) && isWordy(after) && (isAfterDigit || isBeforeDigit);
	const isTimes = sign === "*" ? isNote || isProduct : isAfterDigit && isBeforeDigit;
	return isTimes ? { kind: "literal", start, end, text: sign } : undefined;
}

/** `*^_^*`: the cheeks of a face, or whatever else has no letter between the signs, but for a mouth. */
const face =
	/\*(?![ouvωд])(?:(?!\\[\\`*_~\x5b\]@#|<]|[*`@#\x5b\]]|\p{ExtPict}|\p{RI})[\p{P}\p{S}ﾟouvωд]|(?<=´[^\s`´)）]{1,8})`|`(?=[^\s`´(（]{1,8}´)){1,8}(?<![ouvωд])\*(?!\*)/iuy;
/** What stands before one; behind anything else, less may join two words in italics: `*い*「*ろ*」`. */
const before_face = /^[\s\p{Ps}\p{Pi}]?$/u;
const whole_face = /^.(?=.*[\p{S}_ﾟ]).{4,}/u;

export function faceAt(text: string, start: number): Token | undefined {
	const before = baseBefore(text, start);
	if (isWordy(before)) return undefined;
	const found = textAt(face, text, start);
	if (!before_face.test(before) && !whole_face.test(found)) return undefined;
	const end = start + found.length;
	if (found === "" || isWordy(characterAt(text, end))) return undefined;
	return { kind: "literal", start, end, text: found };
}
