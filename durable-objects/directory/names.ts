import { folded } from "@clickclack/protocol";

/** `Zoë O'Brien` → `zoe-o-brien`, `Łukasz` → `lukasz`; empty when it has no letter from a to z and no digit. */
export const plain = (text: string): string =>
	folded(text)
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== "")
		.join("-");

/** `base`, or the first free one of `base-2`, `base-3` …; never longer than `max`. */
export function firstFree(base: string, max: number, isFree: (name: string) => boolean): string {
	for (let n = 1; ; n++) {
		const suffix = n === 1 ? "" : `-${n}`;
		const name = base.slice(0, max - suffix.length) + suffix;
		if (isFree(name)) return name;
	}
}
