import { matchAt } from "./sticky.ts";

/*
 * Fences that stand behind a text, and those with a text behind them: in scripts without blanks, and in a hurry, people write
 * them so.
 */

interface Place {
	at: number;
	/** one that may end code is there or later */
	hasClosing: boolean;
	/** one of these fences has no other, if none is open before them */
	isOdd: boolean;
}

/** With what follows it: `です` says nothing of a language, but goes on with the text before the code. */
const fences = /(?<![^\r\n])[ \t>]*(?:`{3,}|~{3,})(?![`~])[ \t]*([ -~]?)/g;
const ending = /(`{3,}|~{3,})(?![`~])[ \t]*(?![\t -~])/y;
const opening = /(?:(?<![`\\])(`{3,})|(?<=\s)(~{3,}))([^`~]*)$/;
/** Any other words after a fence are code: somebody wrote on without a line break. */
export const language = /^[\w+#.-]*$/;

/** Where a fence ends that ends code; a text may begin there. */
export function endOf(body: string, at: number, mark: string): number | undefined {
	const found = matchAt(ending, body, at);
	return found?.[1]!.startsWith(mark) ? at + found[0].length : undefined;
}

/** The fences that begin lines. Places are asked for from left to right: those before are dropped. */
export class Fences {
	readonly #places: Place[] = [];

	constructor(body: string) {
		let [hasClosing, isOdd, isOddInside] = [false, false, true];
		for (const { index: at, 1: letter } of [...body.matchAll(fences)].toReversed()) {
			const closes = letter === "";
			hasClosing ||= closes;
			[isOdd, isOddInside] = [isOddInside, closes ? isOdd : isOddInside];
			this.#places.push({ at, hasClosing, isOdd });
		}
	}

	#behind(at: number): Place | undefined {
		while (this.#places.length > 0 && this.#places.at(-1)!.at <= at) this.#places.pop();
		return this.#places.at(-1);
	}

	hasClosing(at: number): boolean {
		return this.#behind(at)?.hasClosing ?? false;
	}

	/** A fence at the end of a line of text, if a later line closes it. @returns `at` is its place in the text */
	openedBy(text: string, end: number): { at: number; mark: string; info: string } | undefined {
		const found = opening.exec(text);
		const place = found && this.#behind(end);
		if (!place?.hasClosing || (text.slice(0, found!.index).match(/`{3,}/g)?.length ?? 0) % 2 === 1) return undefined;
		const [, quotes, tildes, words] = found!;
		const info = words!.trim();
		// tildes, and more words, may be of the text, if each fence below has its other
		return (quotes && language.test(info)) || place.isOdd
			? { at: found!.index, mark: quotes ?? tildes!, info }
			: undefined;
	}
}
