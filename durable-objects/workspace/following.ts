/** What follows the item that a page ended with: nothing when that has gone meanwhile, so that no list begins again. */
export const following = <T>(items: T[], isLast: (item: T) => boolean): T[] => {
	const at = items.findIndex(isLast);
	return at < 0 ? [] : items.slice(at + 1);
};
