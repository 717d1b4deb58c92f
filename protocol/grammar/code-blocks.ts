import { endOf, language } from "./fences.ts";
import type { Line } from "./line.ts";
import type { CodeBlock, Token } from "./token.ts";

interface Opening {
	/** the back quotes or tildes, and what follows them */
	mark: string;
	info: string;
	at: number;
	indent: number;
	prefix: string;
	isBehind?: boolean;
}

export class Fence {
	readonly opening: Opening;
	isClosed = false;
	/** A line of back quotes alone follows somewhere; without one, back quotes behind a line end the code too. */
	hasClosing = true;
	readonly #lines: string[] = [];
	readonly #typed: string;
	#end: number;
	#hasTail = false;

	constructor(line: Line, opening: Opening) {
		this.opening = opening;
		this.#typed = line.body.slice(opening.at, line.end);
		this.#end = line.end;
		if (!language.test(opening.info)) this.#lines.push(opening.info);
	}

	/** Goes over all of the line that is of the code. */
	take(line: Line): boolean {
		const { next, indent } = line.ahead();
		const end = indent < 4 ? endOf(line.body, next, this.opening.mark) : undefined;
		this.isClosed = end !== undefined;
		if (!this.isClosed) {
			line.skip(Math.min(indent, this.opening.indent));
			this.#lines.push(this.#withoutClosing(line.rest));
		}
		this.#end = end ?? line.end;
		this.#hasTail = this.#end < line.end;
		line.pass(this.#end - line.at);
		return true;
	}

	#withoutClosing(text: string): string {
		const behind = this.hasClosing || this.opening.mark !== "```" ? null : /[^`]```[ \t]*$/.exec(text);
		this.isClosed = behind !== null;
		return behind ? text.slice(0, behind.index + 1) : text;
	}

	/** A fence with no code behind it, and no other, is text. */
	token(): Token {
		const { info, at, prefix, isBehind = false } = this.opening;
		const text = this.#lines.join("\n");
		if (!this.isClosed && text.trim() === "")
			return { kind: "literal", start: at, end: at + this.#typed.length, text: this.#typed };
		const named = language.test(info) ? info : "";
		return {
			kind: "codeBlock",
			start: at,
			end: this.#end,
			text,
			language: named,
			prefix,
			isBehind,
			hasTail: this.#hasTail,
		};
	}
}

/** Lines that begin with four columns of blanks. */
export class Indented {
	readonly isClosed = false;
	readonly #prefix: string;
	readonly #start: number;
	readonly #lines: string[];
	/** Lines without a text: code if more code follows. */
	#blank: string[] = [];
	#end: number;

	constructor(line: Line, prefix: string) {
		this.#prefix = prefix;
		this.#start = line.at;
		this.#end = line.end;
		line.skip(4);
		this.#lines = [line.rest];
	}

	take(line: Line): boolean {
		const { next, indent } = line.ahead();
		const isBlank = next === line.end;
		if (indent < 4 && !isBlank) return false;
		line.skip(4);
		if (isBlank) {
			this.#blank.push(line.rest);
			return true;
		}
		this.#lines.push(...this.#blank, line.rest);
		this.#blank = [];
		this.#end = line.end;
		return true;
	}

	token(): CodeBlock {
		const text = this.#lines.join("\n");
		return {
			kind: "codeBlock",
			start: this.#start,
			end: this.#end,
			text,
			language: "",
			prefix: this.#prefix,
			isBehind: false,
			hasTail: false,
		};
	}
}
