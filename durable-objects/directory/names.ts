import { withoutMarks } from "@clickclack/protocol";

/** `Zoë O'Brien` → `zoe-o-brien`; empty when nothing of it is a letter from a to z or a digit. */
export const plain = (text: string): string =>
	withoutMarks(text)
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== "")
		.join("-");

/** `base`, or the first of `base-2`, `base-3` … that is free, none longer than `max`. */
export function firstFree(base: string, max: number, isFree: (name: string) => boolean): string {
	for (let n = 1; ; n++) {
		const suffix = n === 1 ? "" : `-${n}`;
		const name = base.slice(0, max - suffix.length) + suffix;
		if (isFree(name)) return name;
	}
}
