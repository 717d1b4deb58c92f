import { isolated, width, wrap } from "./text.ts";

const gap = 2;
/** A last column that could be only narrower than this begins a line of its own. */
const least = 24;

/**
 * Rows of aligned columns that fit in a terminal. Those that do not fit beside each other continue on further lines, which
 * are indented; what is wider than the terminal, or than the rest of it for the last column, is wrapped.
 */
export function layout(rows: string[][], columns: number): string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [at, cell] of row.entries())
			widths[at] = Math.min(Math.max(widths[at] ?? 0, ...cell.split("\n").map(width)), columns - gap);
	const lines = linesOf(widths, columns);
	return rows.map((row) => lines.map((line, at) => drawn(row, line, at === 0 ? 0 : gap)).join("\n"));
}

interface Column {
	at: number;
	width: number;
}

/** Which columns are on each line, and how wide. */
function linesOf(widths: number[], columns: number): Column[][] {
	const lines: Column[][] = [[]];
	let used = 0;
	for (const [at, width] of widths.entries()) {
		const isLast = at === widths.length - 1;
		if (lines.at(-1)!.length > 0 && used + (isLast ? Math.min(width, least) : width) > columns) {
			lines.push([]);
			used = gap;
		}
		lines.at(-1)!.push({ at, width: isLast ? columns - used : width });
		used += width + gap;
	}
	return lines;
}

function drawn(row: string[], line: Column[], indent: number): string {
	const cells = line.map(({ at, width }) => wrap(row[at] ?? "", width));
	const height = Math.max(...cells.map(({ length }) => length));
	return Array.from({ length: height }, (_, y) => {
		const parts = cells.map((lines, x) => padded(lines[y] ?? "", x === cells.length - 1 ? 0 : line[x]!.width + gap));
		return " ".repeat(indent) + parts.join("");
	}).join("\n");
}

const padded = (text: string, columns: number): string =>
	isolated(text) + " ".repeat(Math.max(0, columns - width(text)));
