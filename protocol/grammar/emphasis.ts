import { characterAt, characterBefore } from "./scripts.ts";

/*
 * Which signs are marks of emphasis in a text in which characters stand for tokens: as CommonMark has it, but for scripts
 * without blanks. There, punctuation between a mark and a letter does not hinder it: `**「重要」**です`.
 */

const runs = /\*+|_+|~+/g;
const blank = /^\s?$/u;
/** Signs, and the characters for tokens that begin and end with signs or are emoji. */
const punctuation = /^[\p{P}\p{S}\u{100000}-\u{10ffff}]$/u;
const token = /^[\u{100000}-\u{10ffff}]$/u;
/** Letters and signs of our alphabet, and the characters for names and addresses. */
const plain = /^[\p{ASCII}\p{Script=Latin}\u{f0000}-\u{fffff}]$/v;
const opening = /^[\p{Ps}\p{Pi}]$/u;
/** What ends words or stands between them, so that no emphasis begins with it: not quotation marks, `@`, `#` and the like. */
const ending = /^(?!["'@#%&*/\\§¡¿…])[\p{Pe}\p{Pf}\p{Po}]$/u;
const symbol = /^\p{S}$/u;
const eye = /^(?!\*)[\p{P}\p{S}]$/u;
const digit = /^\p{N}$/u;
/** More than stand between a mark and a letter. */
const max_signs = 8;

/** The letter beyond the signs at a place. @param step 1 to the right, -1 to the left */
function letterBeyond(text: string, at: number, step: 1 | -1): string {
	for (let [place, count] = [at, 0]; ; count++) {
		const next = step > 0 ? characterAt(text, place) : characterBefore(text, place);
		if (count === max_signs || !punctuation.test(next)) return next;
		place += step * next.length;
	}
}

/** Whether the sign on the inner side of a mark tells that the mark is none, because a letter is on the other. */
function hinders(text: string, at: number, outer: string, inner: string, step: 1 | -1): boolean {
	if (!punctuation.test(inner) || token.test(inner)) return false;
	if ((step > 0 ? ending : opening).test(inner)) return true;
	if (!plain.test(outer) || !plain.test(inner)) return false;
	return digit.test(outer) || plain.test(letterBeyond(text, at, step) || " ");
}

/** `^_^`, `;__;`, `>_<`: what has a mouth between two eyes is a face. */
const isFace = (before: string, after: string): boolean =>
	eye.test(before) && (before === after || (symbol.test(before) && symbol.test(after)));

interface Run {
	sign: string;
	start: number;
	length: number;
	/** signs that are not used yet */
	left: number;
	opens: boolean;
	closes: boolean;
}

function runAt(text: string, start: number, { length, 0: sign = "" }: string): Run {
	const end = start + length;
	const [before, after] = [characterBefore(text, start), characterAt(text, end)];
	const [isFirst, isLast] = [blank.test(before), blank.test(after)];
	const [isBehindSign, isBeforeSign] = [punctuation.test(before), punctuation.test(after)];
	const isLeft = !isLast && (isFirst || isBehindSign || !hinders(text, end, before, after, 1));
	const isBetween = isBeforeSign && !opening.test(before);
	const isRight = !isFirst && (isLast || isBetween || !hinders(text, start, after, before, -1));
	const isText = sign === "_" && isFace(before, after);
	const opens = isLeft && !isText && (sign !== "_" || !isRight || isBehindSign);
	const closes = isRight && !isText && (sign !== "_" || !isLeft || isBeforeSign);
	return { sign, start, length, left: length, opens, closes };
}

/** Whether one may open and the other close, by CommonMark's rule of three. */
function isPair(opener: Run, closer: Run): boolean {
	if (opener.sign !== closer.sign) return false;
	if (opener.sign === "~") return opener.length === 2 && closer.length === 2;
	const isEither = opener.closes || closer.opens;
	return !isEither || (opener.length + closer.length) % 3 !== 0 || closer.length % 3 === 0;
}

/** Drops what was opened inside of the pair. @param bottoms where a search ended in vain, by what it was for */
function openerOf(closer: Run, open: Run[], bottoms: Record<string, number>): Run | undefined {
	const kind = [closer.sign, closer.opens, closer.length % 3, closer.length === 2].join();
	const bottom = bottoms[kind] ?? 0;
	const at = open.findLastIndex((one) => one.start < bottom || isPair(one, closer));
	const found = open[at];
	if (found && found.start >= bottom) {
		open.length = at + 1;
		return found;
	}
	bottoms[kind] = closer.start;
	return undefined;
}

/** Signs that begin or end emphasis: two are strong. */
export interface Mark {
	at: number;
	sign: string;
	length: number;
	isEnd: boolean;
}

/** The marks of a paragraph, in their order: all other signs are text. Takes linear time. */
export function emphasisIn(text: string): Mark[] {
	const marks: Mark[] = [];
	const open: Run[] = [];
	const bottoms: Record<string, number> = {};
	for (const { index, 0: signs } of text.matchAll(runs)) {
		const run = runAt(text, index, signs);
		const { sign } = run;
		for (let opener; run.closes && run.left > 0 && (opener = openerOf(run, open, bottoms));) {
			const length = Math.min(2, opener.left, run.left);
			opener.left -= length;
			run.left -= length;
			marks.push(
				{ at: opener.start + opener.left, sign, length, isEnd: false },
				{ at: run.start, sign, length, isEnd: true },
			);
			run.start += length;
			if (opener.left === 0) open.pop();
		}
		if (run.opens && run.left > 0) open.push(run);
	}
	return marks.toSorted((a, b) => a.at - b.at);
}
