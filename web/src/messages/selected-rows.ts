import type { Row } from "./rows.ts";

const keyAt = (node: Node | null | undefined): string | undefined =>
	(node instanceof Element ? node : node?.parentElement)?.closest("article")?.dataset["key"];

/** The keys of the rows in which a selection begins and ends. */
export function selectionEnds(): string {
	const selection = getSelection();
	return [keyAt(selection?.anchorNode), keyAt(selection?.focusNode)].filter(Boolean).join("\n");
}

/** The positions of those rows and of all between: they stay, so that what is selected can be copied. */
export function rowsBetween(rows: Row[], ends: string): number[] {
	if (!ends) return [];
	const at = ends.split("\n").map((end) => rows.findIndex(({ key }) => key === end));
	const [from, to] = [Math.min(...at), Math.max(...at)];
	return from < 0 ? [] : Array.from({ length: to + 1 - from }, (_, n) => from + n);
}
