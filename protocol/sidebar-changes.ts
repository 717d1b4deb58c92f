import { placeSection } from "./sidebar-order.ts";

/*
 * What a change makes of a sidebar: on the server, and at once in the app. The last change to one thing counts, and changes
 * to different things leave each other alone. No dependency on a library, so that the app can import it.
 */

interface Section<Key extends string, Id extends string> {
	key: Key;
	name?: string | undefined;
	ids: Id[];
}
interface Change<Key extends string, Id extends string> {
	move?: { scope_id: Id; section?: Key | undefined; order?: Id[] | undefined } | undefined;
	put?: { key: Key; name: string } | undefined;
	remove?: { key: Key } | undefined;
	order?: Key[] | undefined;
}

/**
 * In the order that somebody wants. What they did not know of, because it came on another device, stays behind what it
 * followed: nothing is lost.
 */
function merged<T extends string>(known: readonly T[], wanted: readonly T[]): T[] {
	const all = [...new Set(wanted)];
	for (const [i, one] of known.entries())
		if (!all.includes(one)) all.splice(i === 0 ? 0 : all.indexOf(known[i - 1]!) + 1, 0, one);
	return all;
}

/** One of somebody's own that another device has removed does not come back: it would have no name. */
const isThere = <K extends string, I extends string>(sections: Section<K, I>[], key: K): boolean =>
	!key.startsWith("sec_") || sections.some((one) => one.key === key);

const withSection = <K extends string, I extends string>(sections: Section<K, I>[], key: K): Section<K, I>[] =>
	sections.some((one) => one.key === key) ? sections : placeSection(sections, { key, ids: [] });

function moved<K extends string, I extends string>(
	sections: Section<K, I>[],
	{ scope_id, section, order = [] }: NonNullable<Change<K, I>["move"]>,
): Section<K, I>[] {
	const without = sections.map((one) => ({ ...one, ids: one.ids.filter((id) => id !== scope_id) }));
	if (section === undefined || !isThere(sections, section)) return without;
	// what another device has moved elsewhere meanwhile stays there
	const elsewhere = new Set(without.flatMap(({ key, ids }) => (key === section ? [] : ids)));
	const wanted = [...order.filter((id) => !elsewhere.has(id)), ...(order.includes(scope_id) ? [] : [scope_id])];
	return withSection(without, section).map((one) =>
		one.key === section ? { ...one, ids: merged(one.ids, wanted) } : one,
	);
}

function ordered<K extends string, I extends string>(sections: Section<K, I>[], order: K[]): Section<K, I>[] {
	const wanted = order.filter((key) => isThere(sections, key));
	const all = wanted.reduce(withSection, sections);
	const known = all.map(({ key }) => key);
	return merged(known, wanted).map((key) => all[known.indexOf(key)]!);
}

export function sidebarAfter<K extends string, I extends string>(
	{ sections }: { sections: Section<K, I>[] },
	{ move, put, remove, order }: Change<K, I>,
): { sections: Section<K, I>[] } {
	if (move) return { sections: moved(sections, move) };
	if (put) {
		const named = (one: Section<K, I>) => (one.key === put.key ? { ...one, name: put.name } : one);
		return { sections: withSection(sections, put.key).map(named) };
	}
	if (remove) return { sections: sections.filter(({ key }) => key !== remove.key) };
	return { sections: ordered(sections, order ?? []) };
}
