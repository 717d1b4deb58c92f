import { textAt } from "./sticky.ts";
import type { Token } from "./token.ts";
import { isVisible } from "./visible.ts";

/** What links lead to, if more follows. */
const allowed = /^(?:https?:\/*|mailto:|tel:)/i;
/** How these begin, and `www.`, and an address in brackets: most of what follows a bracket is none of them. */
const beginning = /[hmtw<]/i;
const max_nested = 8;
const bracketed = /<(?:\\[^\n]|[^<>\\\n])*>/y;
const bare = /(?:\\[^]|[^\s<>()\\])*/y;
const blank = /\s*/y;

/** An address without blanks, whose brackets are balanced. */
function bareEnd(text: string, start: number): number {
	let depth = 0;
	for (let place = start; ; place++) {
		place += textAt(bare, text, place).length;
		if (text[place] === "(" && ++depth > max_nested) return start;
		if (text[place] === "(" || (text[place] === ")" && --depth >= 0)) continue;
		return place;
	}
}

const unescaped = (address: string) => address.replace(/\\([^\p{L}\p{N}\s])/gu, "$1");

/** The address in the brackets that begin at `open`; none if a link may not lead there. A title would not be seen, so there is none. */
export function targetAt(text: string, open: number): { href: string; end: number } | undefined {
	const start = open + 1 + textAt(blank, text, open + 1).length;
	if (!beginning.test(text[start] ?? "")) return undefined;
	const inBrackets = textAt(bracketed, text, start);
	const end = inBrackets ? start + inBrackets.length : bareEnd(text, start);
	const typed = inBrackets ? inBrackets.slice(1, -1) : text.slice(start, end);
	const close = end + textAt(blank, text, end).length;
	const href = unescaped(typed).replace(/^www\./i, "http://www.");
	const scheme = allowed.exec(href)?.[0];
	const isAllowed = scheme !== undefined && isVisible(href.slice(scheme.length));
	return text[close] === ")" && isAllowed ? { href, end: close + 1 } : undefined;
}

interface Open {
	start: number;
	isPicture: boolean;
	/** how many tokens were found before */
	before: number;
}

/** The brackets of one text: the inner pair becomes a link, those around it do not. */
export class Brackets {
	#open: Open[] = [];

	begin(start: number, isPicture: boolean, before: number): undefined {
		this.#open.push({ start, isPicture, before });
	}

	/** A link that ends with the bracket at `close` replaces the tokens in its label. */
	end(text: string, close: number, tokens: Token[]): Token | undefined {
		const opened = this.#open.pop();
		const target = opened && text[close + 1] === "(" ? targetAt(text, close + 1) : undefined;
		if (!opened || !target) return undefined;
		const { start, isPicture, before } = opened;
		const label = text.slice(start + (isPicture ? 2 : 1), close);
		const isEmpty = !isVisible(label);
		if (isEmpty && !isPicture) return undefined;
		if (!isPicture) this.#open = [];
		tokens.length = before;
		return { kind: isPicture ? "picture" : "link", start, ...target, text: isEmpty ? target.href : label };
	}
}
