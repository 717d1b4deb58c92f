/** From this byte on, so many. */
export interface Range {
	offset: number;
	length: number;
}

/**
 * The range that a request asks for (RFC 9110, 14). What is no single range of bytes is ignored, as it says.
 * @returns undefined for all of it; "none" for a range that is not in it
 */
export function rangeOf(header: string | undefined, size: number): Range | "none" | undefined {
	const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? "") ?? [];
	if (first === undefined || last === undefined || first + last === "") return undefined;
	if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
	const offset = first === "" ? Math.max(0, size - Number(last)) : Number(first);
	const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
	return offset >= size || end <= offset ? "none" : { offset, length: end - offset };
}
