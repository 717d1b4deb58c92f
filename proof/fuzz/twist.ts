import type { Draft } from "./drafts.ts";

/** One way to make a request wrong, or nearly so. */
export class Twist {
	readonly name: string;
	readonly apply: (draft: Draft) => void;
	constructor(name: string, apply: (draft: Draft) => void) {
		this.name = name;
		this.apply = apply;
	}
	toString(): string {
		return this.name;
	}
}
