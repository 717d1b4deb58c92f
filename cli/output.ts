import { layout } from "./layout.ts";
import { brief, jsonPieces, lines, oneLine, visible } from "./text.ts";

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

/* Only this file writes to the terminal (output.test.ts checks it). */
export const stdout = (text: string): boolean => process.stdout.write(visible(text));
export const stderr = (text: string): boolean => process.stderr.write(visible(text));

/** Data, to stdout: what `json`, `plain` and `table` have made safe. */
export const write = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Messages, to stderr, so that they never mix with data: one line, of limited length. */
export const say = (text: string): boolean => stderr(`${oneLine(brief(text, 1_000))}\n`);

let shown = 0;
/** A line that the next one replaces, and "" takes away; only where somebody sees it. */
export function progress(text: string): void {
	if (!process.stderr.isTTY) return;
	const line = oneLine(brief(text, 80));
	process.stderr.write(`\r${line.padEnd(shown)}${line === "" ? "\r" : ""}`);
	shown = line.length;
}

export function print({ resource, rows, headings }: Report, flags: OutputFlags): void {
	if (flags.json) printJson(resource);
	else if (flags.plain) rows.forEach((row) => write(plain(row)));
	else printTable(headings ? [headings, ...rows] : rows);
}

function printJson(resource: unknown): void {
	for (const piece of jsonPieces(resource)) stdout(piece);
	stdout("\n");
}

/** Its texts are made visible one by one: what the table adds is not to be. */
export function printTable(rows: Cell[][]): void {
	for (const line of table(rows, process.stdout.columns || Infinity)) process.stdout.write(`${line}\n`);
}

/** Tab-separated, one line: line breaks, tabs and backslashes are written as `
`, `\r`, `\t` and `\\`. */
export const plain = (row: Cell[]): string =>
	row.map((cell) => visible(exact(cell).replace(/[\\\n\r\t]/g, (character) => escapes.get(character)!))).join("\t");

const escapes = new Map([
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"],
	["\t", "\\t"],
]);

/** Aligned columns, for a terminal of this width; a body of several lines stays in its column. */
export const table = (rows: Cell[][], columns = Infinity): string[] =>
	layout(
		rows.map((row) => row.map((cell) => visible(drawn(cell)))),
		columns,
	);

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
