import { isInCode, isInFence, lineEnd, lineStart } from "./code.ts";
import type { Text } from "./text.ts";

type Part = Pick<Text, "start" | "end">;

const letters = String.raw`[\p{L}\p{M}\p{N}]`;
const letters_before = new RegExp(`${letters}+$`, "u");
const letters_after = new RegExp(`^${letters}+`, "u");
/** A longer word is none that marks are put around as a whole. */
const longest_word = 100;

const wordBefore = (value: string, at: number) =>
	letters_before.exec(value.slice(Math.max(0, at - longest_word), at))?.[0] ?? "";
const wordAfter = (value: string, at: number) => letters_after.exec(value.slice(at, at + longest_word))?.[0] ?? "";

export const isInWord = (value: string, { start, end }: Part) =>
	wordBefore(value, start) !== "" || wordAfter(value, end) !== "";

/** A part around which marks are drawn: signs that stand between one and a letter are outside, digits are not cut. */
export function fitted(value: string, part: Part, isSingle: boolean): Part {
	return whole(value, withoutSigns(value, part), isSingle);
}

const sign = /[!-/:-@[\]^{|}]/;

function withoutSigns(value: string, { start, end }: Part): Part {
	const inner = value.slice(start, end);
	// a link, or what has marks already, stays whole
	if (/[*_~`]|\]\(/.test(inner) || !/[\p{L}\p{N}]/u.test(inner)) return { start, end };
	let [from, to] = [start, end];
	if (wordBefore(value, start)) while (sign.test(value[from]!)) from++;
	if (wordAfter(value, end)) while (sign.test(value[to - 1]!)) to--;
	return { start: from, end: to };
}

/** Two stars between digits are no mark, and one beside a digit is none. */
function whole(value: string, { start, end }: Part, isSingle: boolean): Part {
	const isCut = (at: number) => (isSingle ? /^(?:\d[^]|[^]\d)/ : /^\d\d/).test(value.slice(at - 1, at + 1));
	const [before, after] = [wordBefore(value, start), wordAfter(value, end)];
	return {
		start: before && wordAfter(value, start) && isCut(start) ? start - before.length : start,
		end: after && wordBefore(value, end) && isCut(end) ? end + after.length : end,
	};
}

/** Whether a place is in a block of code, or between backticks. */
export const isCode = (value: string, at: number): boolean =>
	isInFence(value, at) || (isInCode(value, at) && value.slice(at, lineEnd(value, at)).includes("`"));

/** The pair of marks on the line in which a part lies, without them. */
export function pairAround(value: string, { start, end }: Part, mark: string): Part | undefined {
	const from = lineStart(value, start);
	let open: number | undefined;
	for (const { index, 0: run } of value.slice(from, lineEnd(value, start)).matchAll(/\*+|_+/g)) {
		if (run[0] !== mark[0] || (run.length !== mark.length && run.length !== 3)) continue;
		const at = from + index;
		const to = at + run.length;
		const isOutside = run[0] === "_";
		if (open === undefined) open = /\S/.test(value[to] ?? "") && !(isOutside && wordBefore(value, at)) ? to : undefined;
		else if (/\S/.test(value[at - 1]!) && !(isOutside && wordAfter(value, to))) {
			if (open <= start && end <= at) return { start: open, end: at };
			open = undefined;
		}
		if (at >= end) return undefined;
	}
	return undefined;
}

/** Takes a part out of the pair of marks around it: what is before and after it keeps them. */
export function takenOut(value: string, { start, end }: Part, pair: Part, mark: string): Text {
	const [left, right] = [value.slice(pair.start, start), value.slice(end, pair.end)];
	const before = left.trim()
		? value.slice(0, pair.start) + left.trimEnd() + mark + left.slice(left.trimEnd().length)
		: value.slice(0, pair.start - mark.length) + left;
	const after = right.trim()
		? right.slice(0, -right.trimStart().length) + mark + right.trimStart() + value.slice(pair.end)
		: right + value.slice(pair.end + mark.length);
	return { value: before + value.slice(start, end) + after, start: before.length, end: before.length + end - start };
}
