/** The first ones that together have at most this much text; always at least one. */
export function takeWithin<T>(items: T[], lengthOf: (item: T) => number, most: number): T[] {
	let text = 0;
	const end = items.findIndex((item, i) => (text += lengthOf(item)) > most && i > 0);
	return end < 0 ? items : items.slice(0, end);
}
