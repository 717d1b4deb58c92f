import { fenceAfter } from "./code.ts";
import { fitted, isCode, isInWord, pairAround, takenOut } from "./fitting.ts";
import { trimmed, type Text } from "./text.ts";

/** A part of a text that a mark can stand around. */
interface Piece {
	start: number;
	end: number;
	/** without the mark */
	inner: string;
	/** the one that it has */
	mark?: string;
}

/**
 * Puts a mark on both sides of the selection, or takes it away when it is there. Blanks stay outside. Of several paragraphs
 * or items of a list each gets its own, because no mark reaches from one to the next; blocks of code get none.
 * @param inWord the mark that works beside letters too
 */
export function wrap(text: Text, mark: string, inWord = mark): Text {
	if (isCode(text.value, trimmed(text).start)) return text;
	const pieces = piecesOf(text).map((part) => fittedPiece(text.value, part, [mark, inWord]));
	const inside = pieces.length === 1 && !pieces[0]!.mark && partOf(text.value, pieces[0]!, [mark, inWord]);
	return inside || wrapped(text, pieces, mark, inWord);
}

/** Without a part that lies in a pair of marks; nothing changes where no mark can be. */
function partOf(value: string, piece: Piece, marks: string[]): Text | undefined {
	for (const mark of marks) {
		const pair = pairAround(value, piece, mark);
		if (!pair) continue;
		const isMark = piece.start < piece.end && !(mark === "_" && isInWord(value, piece));
		return isMark ? takenOut(value, piece, pair, mark) : { value, start: piece.start, end: piece.end };
	}
	return undefined;
}

function wrapped(text: Text, pieces: Piece[], mark: string, inWord: string): Text {
	const isWrapped = pieces.every((piece) => piece.mark);
	const made: string[] = [];
	let at = 0;
	for (const piece of pieces) {
		const around = isWrapped ? "" : (piece.mark ?? (isInWord(text.value, piece) ? inWord : mark));
		made.push(text.value.slice(at, piece.start), around, isWrapped ? piece.inner : bare(piece.inner, around), around);
		at = piece.end;
	}
	const after = text.value.slice(at);
	const value = made.join("") + after;
	const inside = pieces.length === 1 ? made[1]!.length : 0;
	return { value, start: pieces[0]!.start + inside, end: value.length - after.length - inside };
}

/** The item of a list, the quotation or the heading that a line begins. */
const block = /^\s*(?:(?:[-*+]|\d{1,9}[.)]|>|#{1,6})\s+)*(?:\[[ xX]\]\s+)?/;

/** The paragraphs and items in the selection; the caret if there are none. */
function piecesOf(text: Text): { start: number; end: number }[] {
	const { value, start, end } = trimmed(text);
	const pieces: { start: number; end: number }[] = [];
	let at = start;
	let fence: string | undefined;
	let goesOn = false;
	for (const line of value.slice(start, end).split("\n")) {
		const begin = at === 0 || value[at - 1] === "\n" ? block.exec(line)![0] : "";
		const words = line.slice(begin.length).trimEnd();
		const isCode = fence !== undefined || fenceAfter(fence, line) !== undefined;
		fence = fenceAfter(fence, line);
		const to = at + begin.length + words.length;
		if (words && !isCode && goesOn && begin.trim() === "") pieces.at(-1)!.end = to;
		else if (words && !isCode) pieces.push({ start: to - words.length, end: to });
		goesOn = words !== "" && !isCode;
		at += line.length + 1;
	}
	return pieces.length > 0 ? pieces : [{ start: text.end, end: text.end }];
}

function fittedPiece(value: string, { start, end }: { start: number; end: number }, marks: string[]): Piece {
	const piece = pieceAt(value, start, end, marks);
	if (piece.mark || start === end) return piece;
	const fit = fitted(value, piece, marks.includes("*"));
	return pieceAt(value, fit.start, fit.end, marks);
}

function pieceAt(value: string, start: number, end: number, marks: string[]): Piece {
	const inner = value.slice(start, end);
	for (const mark of marks) {
		const size = mark.length;
		if (endsWith(value.slice(0, start), mark) && startsWith(value.slice(end), mark))
			return { start: start - size, end: end + size, inner, mark };
		const core = inner.slice(size, -size);
		if (core && startsWith(inner, mark) && endsWith(inner, mark) && !core.includes(mark))
			return { start, end, inner: core, mark };
	}
	return { start, end, inner };
}

/** Whether the signs at an end are this mark, or three: then they are two marks. `*` is no part of `**`. */
const isMark = (signs: number, mark: string) => signs === mark.length || signs === 3;

function startsWith(text: string, mark: string): boolean {
	let signs = 0;
	while (text[signs] === mark[0]) signs++;
	return isMark(signs, mark);
}

function endsWith(text: string, mark: string): boolean {
	let signs = 0;
	while (text.at(-1 - signs) === mark[0]) signs++;
	return isMark(signs, mark);
}

/** What is bold in part becomes bold as a whole. */
const bare = (inner: string, mark: string) =>
	mark.length > 1 && inner.split(mark).length % 2 === 1 ? inner.replaceAll(mark, "") : inner;
