import { Fence, Indented } from "./code-blocks.ts";
import { type Container, containerAt, passQuotation } from "./containers.ts";
import { Fences } from "./fences.ts";
import { Line } from "./line.ts";
import type { Token } from "./token.ts";

/** A text that is read as one: starts and ends, by turns, of the pieces of its lines, without what begins them. */
export type Run = number[];

/** Deeper ones are text. */
const max_depth = 20;
const ends = /\r\n?|\n|$/g;

/** Reads a text line by line, as CommonMark does, and finds where code begins and ends. docs/markdown.md lists what differs. */
export class Blocks {
	readonly runs: Run[] = [];
	readonly tokens: Token[] = [];
	readonly #containers: Container[] = [];
	/** of a paragraph, which the next line may continue */
	#run: Run | undefined;
	#code: Fence | Indented | undefined;

	readonly #fences: Fences;
	readonly #body: string;

	constructor(body: string) {
		this.#body = body;
		this.#fences = new Fences(body);
		for (let start = 0; start < body.length;) {
			ends.lastIndex = start;
			const { index, 0: end } = ends.exec(body)!;
			this.#take(new Line(body, start, index));
			start = index + (end.length || 1);
		}
		this.#endCode();
		this.#leave(0);
	}

	#take(line: Line): void {
		const depth = this.#matching(line);
		if (this.#code && depth === this.#containers.length && this.#code.take(line)) {
			if (!this.#code.isClosed) return;
			this.#endCode();
			// a text behind the fence
			if (line.at < line.end) this.#words(line, line.at, false);
			return;
		}
		this.#endCode();
		const isNew = this.#open(line, depth);
		this.#leaf(line, isNew ? this.#containers.length : depth);
	}

	/** Goes over what begins a line in the containers that are open, and says how many go on. */
	#matching(line: Line): number {
		for (const [depth, { indent, signs }] of this.#containers.entries()) {
			const ahead = line.ahead();
			if (indent === undefined) {
				if (ahead.indent > 3 || !line.isQuotation(ahead.next)) return depth;
				passQuotation(line, ahead.indent);
				signs?.push(ahead.next);
			} else if (ahead.indent >= indent) line.skip(indent);
			else if (ahead.next < line.end) return depth;
		}
		return this.#containers.length;
	}

	/** Whether a line begins quotations or items of lists. */
	#open(line: Line, depth: number): boolean {
		// the paragraph of a container that goes on is not interrupted by everything
		const isInside = this.#run !== undefined && depth === this.#containers.length;
		for (let count = depth; count < max_depth; count++) {
			const container = containerAt(line, isInside && count === depth);
			if (!container) return count > depth;
			if (count === depth) this.#leave(depth);
			this.#containers.push(container);
		}
		return true;
	}

	/** Ends a paragraph, and the containers above a depth. The signs of a quotation without a word are text: they would vanish. */
	#leave(depth: number): void {
		for (const { signs = [] } of this.#containers.splice(depth))
			this.tokens.push(...signs.map((start): Token => ({ kind: "literal", start, end: start + 1, text: ">" })));
		this.#run = undefined;
	}

	/** @param depth of the containers that the line is in; a paragraph may go on without the others */
	#leaf(line: Line, depth: number): void {
		const { next, indent } = line.ahead();
		if (next === line.end) return this.#leave(depth);
		const fence = indent < 4 ? line.fence(next) : undefined;
		const isAlone = fence !== undefined || (indent < 4 && (line.isHeading(next) || line.isRule(next)));
		if (isAlone || !this.#run) this.#leave(depth);
		for (const container of this.#containers) delete container.signs;
		if (fence) return this.#begin(new Fence(line, { ...fence, at: next, indent, prefix: this.#prefix() }));
		if (indent < 4 || this.#run) return this.#words(line, next, isAlone);
		this.#code = new Indented(line, this.#prefix());
	}

	#begin(fence: Fence): void {
		this.#run = undefined;
		this.#code = fence;
		fence.hasClosing = this.#fences.hasClosing(fence.opening.at);
	}

	#words(line: Line, next: number, isAlone: boolean): void {
		const none = this.#body[next] === ">" ? next : line.noMarker(next);
		if (none !== undefined) this.tokens.push({ kind: "literal", start: none, end: none + 1, text: this.#body[none]! });
		// a code span does not go over the cells of a table
		const isRow = isAlone || this.#body[next] === "|";
		if (!this.#run || isRow) this.runs.push((this.#run = []));
		const behind = this.#fenceBehind(line, next);
		this.#run.push(none === undefined ? line.at : none + 1, behind?.at ?? line.end);
		if (isRow) this.#run = undefined;
		if (behind) this.#begin(behind.fence);
	}

	/** A fence at the end of a line of text, if a later line closes it. */
	#fenceBehind(line: Line, next: number): { at: number; fence: Fence } | undefined {
		const text = this.#body.slice(next, line.end);
		const found = this.#fences.openedBy(text, line.end);
		if (!found) return undefined;
		const at = next + found.at;
		return { at, fence: new Fence(line, { ...found, at, indent: 0, prefix: this.#prefix(), isBehind: true }) };
	}

	/** What begins the lines of a block in the containers that are open. */
	#prefix(): string {
		return this.#containers.map(({ indent }) => (indent === undefined ? "> " : " ".repeat(indent))).join("");
	}

	#endCode(): void {
		if (!this.#code) return;
		this.tokens.push(this.#code.token());
		this.#code = undefined;
	}
}
