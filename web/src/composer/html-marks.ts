import { checkLength } from "./html-limits.ts";
import type { Look, Run } from "./html-runs.ts";

const marks = { bold: "**", italic: "*", struck: "~~" } as const;
type Mark = keyof typeof marks;
const allMarks = Object.keys(marks) as Mark[];

/** How many runs each look lasts from each run on: what lasts longest is opened first, and nothing is closed too early. */
export function lasting(runs: Run[]): Record<Mark, number>[] {
	const counts: Record<Mark, number>[] = [];
	let next = { bold: 0, italic: 0, struck: 0 };
	for (const [back, { look }] of runs.toReversed().entries()) {
		const isOther = runs[runs.length - back]?.look.link !== look.link;
		const count = (name: Mark) => (look[name] ? 1 + (isOther ? 0 : next[name]) : 0);
		counts.push((next = { bold: count("bold"), italic: count("italic"), struck: count("struck") }));
	}
	return counts.toReversed();
}

/** Pieces of text with marks around them. No mark stands beside a blank that it is around: it would be none. */
export class Marked {
	readonly #pieces: string[] = [];
	readonly #open: { name: Mark; at: number }[] = [];
	readonly #italics: [from: number, to: number][] = [];
	/** of the pieces that are marks: 1 ends, -1 begins */
	readonly #kinds = new Map<number, 1 | -1>();
	#length = 0;
	#blank = "";

	add(piece: string): void {
		if (!piece) return;
		this.#length += piece.length;
		checkLength(this.#length);
		this.#pieces.push(piece);
	}

	/** Ends all that does not go on; the blank before that comes after it. */
	end(goesOn: (name: Mark) => boolean): void {
		const at = this.#open.findIndex(({ name }) => !goesOn(name));
		if (at >= 0)
			for (const { name, at: from } of this.#open.splice(at).toReversed()) {
				if (name === "italic") this.#italics.push([from, this.#pieces.length]);
				this.#kinds.set(this.#pieces.length, 1);
				this.add(marks[name]);
			}
		this.#flush();
	}

	begin(look: Look, lasts: Record<Mark, number>): void {
		const begun = allMarks.filter((name) => look[name] && !this.#open.some((one) => one.name === name));
		for (const name of begun.toSorted((a, b) => lasts[b] - lasts[a])) {
			this.#open.push({ name, at: this.#pieces.length });
			this.#kinds.set(this.#pieces.length, -1);
			this.add(marks[name]);
		}
	}

	/** A text whose blanks are put where the marks allow them. */
	text(text: string): void {
		this.add(text.trimEnd());
		this.#blank = text.slice(text.trimEnd().length);
	}

	#flush(): void {
		this.add(this.#blank);
		this.#blank = "";
	}

	/** A star among others is hard to read, for programs too: there it is the other sign for italic, except in a word. */
	toString(): string {
		const pieces = [...this.#pieces];
		for (const [from, to] of this.#italics) {
			const isAmong = this.#pieces.slice(Math.max(0, from - 1), to + 2).includes(marks.bold);
			const isInWord =
				/[\p{L}\p{N}]$/u.test(this.#textBeside(from, -1)) || /^[\p{L}\p{N}]/u.test(this.#textBeside(to, 1));
			if (isAmong && !isInWord) pieces[from] = pieces[to] = "_";
		}
		return pieces.join("");
	}

	/** The text that an end is beside, behind no more than the same ends of others; none where another begins there. */
	#textBeside(at: number, step: 1 | -1): string {
		let beside = at + step;
		while (this.#kinds.get(beside) === step) beside += step;
		return this.#kinds.has(beside) ? "" : (this.#pieces[beside] ?? "");
	}
}
