import { matchAt } from "./sticky.ts";

/*
 * One line of a text, read from its beginning. Columns matter in Markdown: a tab reaches to the next multiple of four, and a
 * list may take a part of it.
 */

const quotation =
	/>(?=>*(?:[ \t\r\n]|$|(?:[\-+*]|\d{1,9}[.\)])[ \t]|(?![^\s<]{1,4}<)[[\p{L}\p{Ps}\p{Pi}\p{Extended_Pictographic}"'*@#`]--[\(\{]]))/vy;
const marker = /(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y;
const no_count = /^(?:0\d|\d{4})/;
const rule = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})(?=[\r\n]|$)/y;
const heading = /#{1,6}(?=\s|$)/y;
const fence = /(?:(`{3,})(?!`)([^`\r\n]*)|(~{3,})(?!~)([^\r\n]*))(?=[\r\n]|$)/y;
const blanks = /[ \t]*/y;

export class Line {
	column = 0;
	/** columns of a tab that are left */
	spare = 0;
	at: number;

	readonly body: string;
	readonly start: number;
	readonly end: number;

	constructor(body: string, start: number, end: number) {
		this.body = body;
		this.start = start;
		this.end = end;
		this.at = start;
	}

	/** Where its next character that is no blank stands, and how many columns away. */
	ahead(): { next: number; indent: number } {
		let [next, column] = [this.at, this.column];
		for (; next < this.end; next++)
			if (this.body[next] === " ") column++;
			else if (this.body[next] === "\t") column += 4 - (column % 4);
			else break;
		return { next, indent: this.spare + column - this.column };
	}

	skip(columns: number): void {
		const own = Math.min(columns, this.spare);
		this.spare -= own;
		for (let left = columns - own; left > 0 && this.at < this.end;) {
			const character = this.body[this.at];
			if (character !== " " && character !== "\t") return;
			const width = character === "\t" ? 4 - (this.column % 4) : 1;
			this.at++;
			this.column += width;
			this.spare = Math.max(0, width - left);
			left -= width;
		}
	}

	/** Goes over characters that are no tabs. */
	pass(count: number): void {
		this.at += count;
		this.column += count;
	}

	get rest(): string {
		return " ".repeat(this.spare) + this.body.slice(this.at, this.end);
	}

	isQuotation(at: number): boolean {
		return matchAt(quotation, this.body, at) !== null;
	}

	/** `-`, `1.`; not `007.`, which a list would draw as another number, nor `2024.`, for which it has no room. */
	marker(at: number): string | undefined {
		const found = matchAt(marker, this.body, at)?.[0];
		return found !== undefined && !no_count.test(found) ? found : undefined;
	}

	/** Where the point of `007.` stands. */
	noMarker(at: number): number | undefined {
		const found = matchAt(marker, this.body, at)?.[0];
		return found !== undefined && no_count.test(found) ? at + found.length - 1 : undefined;
	}

	isRule(at: number): boolean {
		return matchAt(rule, this.body, at) !== null;
	}

	isHeading(at: number): boolean {
		return matchAt(heading, this.body, at) !== null;
	}

	fence(at: number): { mark: string; info: string } | undefined {
		const found = matchAt(fence, this.body, at);
		return found ? { mark: found[1] ?? found[3]!, info: (found[2] ?? found[4]!).trim() } : undefined;
	}

	/** Whether nothing but blanks is at a place and behind it. */
	isBlankFrom(at: number): boolean {
		return at + matchAt(blanks, this.body, at)![0].length >= this.end;
	}
}
