/* The order of sections. No dependency on a library, so that the app can import it. */

/** What is starred, one's own, channels, direct conversations. */
const rankOf = (key: string): number => (key === "starred" ? 0 : key === "channels" ? 2 : key === "directs" ? 3 : 1);

/** Puts a section that nobody has moved among others. */
export function placeSection<T extends { key: string }>(sections: readonly T[], section: T): T[] {
	const at = sections.findIndex(({ key }) => rankOf(key) > rankOf(section.key));
	return at < 0 ? [...sections, section] : sections.toSpliced(at, 0, section);
}
