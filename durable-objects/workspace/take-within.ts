/** As many from the start as have at most so much text together; the first one always. */
export function takeWithin<T>(items: T[], lengthOf: (item: T) => number, most: number): T[] {
	let text = 0;
	const end = items.findIndex((item, i) => (text += lengthOf(item)) > most && i > 0);
	return end < 0 ? items : items.slice(0, end);
}
