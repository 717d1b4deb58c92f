import type { Line } from "./line.ts";

/** An item of a list, with the columns that its lines are indented by, or a quotation. */
export interface Container {
	indent?: number;
	/** of a quotation in which nothing is said yet, where the signs stand */
	signs?: number[];
}

/** Goes over the sign of a quotation, and a blank behind it. */
export function passQuotation(line: Line, indent: number): void {
	line.skip(indent);
	line.pass(1);
	line.skip(1);
}

/** What begins at a place in a line. @param isInside a paragraph: a list does not begin there with `2.`, and not without a text */
export function containerAt(line: Line, isInside: boolean): Container | undefined {
	const { next, indent } = line.ahead();
	if (indent > 3 || next === line.end) return undefined;
	if (line.isQuotation(next)) {
		passQuotation(line, indent);
		return { signs: [next] };
	}
	const mark = line.isRule(next) ? undefined : line.marker(next);
	if (mark === undefined) return undefined;
	const mayInterrupt = (mark.length === 1 || /^1[.)]$/.test(mark)) && !line.isBlankFrom(next + mark.length);
	if (isInside && !mayInterrupt) return undefined;
	line.skip(indent);
	line.pass(mark.length);
	const after = line.ahead();
	const gap = after.next === line.end || after.indent > 4 ? 1 : after.indent;
	line.skip(gap);
	return { indent: indent + mark.length + gap };
}
