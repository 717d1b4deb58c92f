import { fit, foldedOnce } from "../ui/match.ts";

/** As many as fit above a field without scrolling. */
export const room = (): number => Math.max(3, Math.min(8, Math.floor(innerHeight / 100)));

/** The least that `fit` says of the same name, of its beginning, of that of a word in it, and of any part of it. */
const least = [100, 60, 50, 30];

/** The letters in order, from the beginning of a word: `gho` is Grace Hopper. */
const isLike = (name: string, typed: string): boolean =>
	typed.length > 1 &&
	fit(name, typed) > 0 &&
	foldedOnce(name)
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.some((word) => word.startsWith([...foldedOnce(typed)][0]!));

/** The first few of many; the rest is not sorted. */
export function firstOf<T>(all: Iterable<T>, compare: (a: T, b: T) => number, count = room()): T[] {
	const first: T[] = [];
	for (const one of all) {
		if (first.length === count && compare(one, first.at(-1)!) >= 0) continue;
		const at = first.findIndex((other) => compare(one, other) < 0);
		first.splice(at < 0 ? first.length : at, 0, one);
		first.length = Math.min(first.length, count);
	}
	return first;
}

/** How near the nearest of some names is to what was typed, from 0 on; -1 is not at all. */
export function rank(names: string[], typed: string): number {
	if (typed === "") return 0;
	const best = Math.max(...names.map((name) => fit(name, typed)));
	const kind = least.findIndex((fits) => best >= fits);
	return kind < 0 && names.some((name) => isLike(name, typed)) ? least.length : kind;
}

/** Those with a name that has in it what was typed, the nearest first. */
export const ranked = <T>(
	all: Iterable<T>,
	typed: string,
	namesOf: (one: T) => string[],
	compare: (a: T, b: T) => number,
): T[] =>
	firstOf(
		[...all].map((one) => ({ one, rank: rank(namesOf(one), typed) })).filter(({ rank }) => rank >= 0),
		(a, b) => a.rank - b.rank || compare(a.one, b.one),
	).map(({ one }) => one);
