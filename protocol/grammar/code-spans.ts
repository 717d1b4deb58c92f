import type { Token } from "./token.ts";

/** One that is an eye of a face, (´・ω・`), is none. */
const quotes = /(?<!´[^\s`´)）]{1,8})`(?!`|[^\s`´(（]{1,8}´)|`{2,}/g;

/** Code between back quotes: as many after it as before it. */
export class CodeSpans {
	/** Where runs of back quotes begin, by their length. */
	#places: Map<number, number[]> | undefined;

	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	/** How many back quotes stand at a place. */
	length(start: number): number {
		let end = start;
		while (this.#text[end] === "`") end++;
		return end - start;
	}

	at(start: number): Token | undefined {
		const length = this.length(start);
		const close = this.#closing(length, start);
		// three that have no other half are not those of a fence, whatever follows
		if (close === undefined) return length < 3 ? undefined : this.#literal(start, length);
		const inside = this.#text.slice(start + length, close).replaceAll("\n", " ");
		const isPadded = inside.startsWith(" ") && inside.endsWith(" ") && inside.trim() !== "";
		return { kind: "code", start, end: close + length, text: isPadded ? inside.slice(1, -1) : inside };
	}

	#literal(start: number, length: number): Token {
		return { kind: "literal", start, end: start + length, text: "`".repeat(length) };
	}

	/** Places are asked for from left to right: those before are dropped. */
	#closing(length: number, start: number): number | undefined {
		const places = (this.#places ??= placesOf(this.#text)).get(length) ?? [];
		let last = -1;
		while (places.length > 0 && places.at(-1)! <= start) last = places.pop()!;
		return last === start ? places.at(-1) : undefined;
	}
}

/** The first at the end. */
function placesOf(text: string): Map<number, number[]> {
	const places = new Map<number, number[]>();
	for (const { index, 0: run } of [...text.matchAll(quotes)].toReversed()) {
		const known = places.get(run.length);
		if (known) known.push(index);
		else places.set(run.length, [index]);
	}
	return places;
}
