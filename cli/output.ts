import { brief, json, lines, oneLine, visible, width } from "./text.ts";

/** A message's text may have several lines; everything else stays on one. A class, so that no value of an answer can pass for it. */
export class Body {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

type Cell = string | number | Date | Body;

/** A command's result: the API's resource for programs, rows for people and simple scripts. */
export interface Report {
	resource: unknown;
	rows: Cell[][];
	headings?: string[];
}

export interface OutputFlags {
	json?: boolean;
	plain?: boolean;
}

/* The only two functions that write to the terminal (output.test.ts checks it). */
export const stdout = (text: string): boolean => process.stdout.write(visible(text));
export const stderr = (text: string): boolean => process.stderr.write(visible(text));

/** Data, to stdout. */
export const write = (text: string): boolean => stdout(`${text}\n`);

/** Messages, to stderr, so that they never mix with data: one line, of limited length. */
export const say = (text: string): boolean => stderr(`${oneLine(brief(text, 1_000))}\n`);

export function print({ resource, rows, headings }: Report, flags: OutputFlags): void {
	if (flags.json) write(json(resource, 2));
	else if (flags.plain) rows.forEach((row) => write(plain(row)));
	else for (const line of table(headings ? [headings, ...rows] : rows)) write(line);
}

/** Tab-separated, one line: line breaks, tabs and backslashes are written as `
`, `\r`, `\t` and `\\`. */
export const plain = (row: Cell[]): string =>
	row.map((cell) => exact(cell).replace(/[\\\n\r\t]/g, (character) => escapes.get(character)!)).join("\t");

const escapes = new Map([
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"],
	["\t", "\\t"],
]);

/** Aligned columns; a body of several lines stays in its column. */
export function table(rows: Cell[][]): string[] {
	const cells = rows.map((row) => row.map((cell) => visible(drawn(cell))));
	const widths: number[] = [];
	for (const row of cells) row.slice(0, -1).forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
	return cells.map((row) => {
		const start = row.slice(0, -1).map((cell, i) => cell + " ".repeat(widths[i]! + 2 - width(cell)));
		return start.join("") + (row.at(-1) ?? "").replaceAll("\n", `\n${" ".repeat(width(start.join("")))}`);
	});
}

function exact(cell: Cell): string {
	if (cell instanceof Date) return cell.toISOString();
	return cell instanceof Body ? cell.text : String(cell);
}

function drawn(cell: Cell): string {
	if (cell instanceof Date) return localTime(cell);
	return cell instanceof Body ? lines(cell.text) : oneLine(String(cell));
}

/** `2026-05-08 14:00`, in the terminal's time zone */
const localTime = (time: Date): string => time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
