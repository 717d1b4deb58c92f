import { stripVTControlCharacters } from "node:util";

type Cell = string | number | Date;

/** What a command found: the API's resource for programs, rows for people and simple scripts. */
export interface Report {
	resource: unknown;
	rows: Cell[][];
	headings?: string[];
}

export interface OutputFlags {
	json?: boolean;
	plain?: boolean;
}

/** Data goes to stdout. */
export const write = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Talk goes to stderr, so that it never ends up in somebody's data. */
export const say = (text: string): boolean => process.stderr.write(`${text}\n`);

export function print({ resource, rows, headings }: Report, flags: OutputFlags): void {
	if (flags.json) write(JSON.stringify(resource, null, 2));
	else if (flags.plain) rows.forEach((row) => write(plain(row)));
	else for (const line of table(headings ? [headings, ...rows] : rows)) write(line);
}

/** Tab-separated, one line: what would break the line is written as `\n`, `\t` and `\\`. */
export const plain = (row: Cell[]): string =>
	row.map((cell) => clean(cell instanceof Date ? cell.toISOString() : cell).replace(/[\\\n\t]/g, escape)).join("\t");

const escape = (character: string): string => ({ "\\": "\\\\", "\n": "\\n", "\t": "\\t" })[character]!;

/** Columns side by side; a text of several lines stays in its column. */
export function table(rows: Cell[][]): string[] {
	const cells = rows.map((row) => row.map((cell) => clean(cell instanceof Date ? localTime(cell) : cell)));
	const widths: number[] = [];
	for (const row of cells) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
	return cells.map((row) => {
		const last = row.length - 1;
		const start = row.slice(0, last).map((cell, i) => cell.padEnd(widths[i]! + 2));
		return start.join("") + (row[last] ?? "").replaceAll("\n", `\n${" ".repeat(start.join("").length)}`);
	});
}

/* Other people's words must not move the cursor or recolour the terminal. */
const clean = (cell: string | number): string =>
	stripVTControlCharacters(String(cell)).replace(/\p{Cc}/gu, (character) =>
		"\n\t".includes(character) ? character : "",
	);

/** `2026-05-08 14:00`, where the terminal is */
const localTime = (time: Date): string => time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
