import type { ExportPart } from "@clickclack/protocol";
import type { Value } from "../../sql.ts";
import { permit } from "../access.ts";
import type { Read } from "../transaction.ts";
import type { ExportScope } from "./exports.ts";
import { type Sheet, sheets } from "./sheets.ts";
import { type ExportedRow, type ExportedTable, type Table, exportedTables } from "./tables.ts";

/** How many rows are looked at for one page, and how much text ends it. */
const most_rows = 1_000;
const most_characters = 524_288;
/** How many are read at once: of the longest ones, a few megabytes. */
const slice = 50;

export interface ReadExport {
	scope: ExportScope;
	from: { table: ExportedTable } | { sheet: ExportPart };
	/** as the page before has it */
	after?: Value[] | undefined;
}

export interface ExportPage {
	/** rows as JSON, each with a line's end */
	lines: string;
	rows: number;
	/** absent at the end */
	next?: Value[];
}

/** Asked of each page: who is no owner any more gets no further one. */
export function readExport(tx: Read, { scope, from, after = [] }: ReadExport): ExportPage {
	permit(tx, "workspace.export");
	const { direct_messages, ...rest } = scope;
	const limits = { ...rest, directs: direct_messages ? 1 : 0 } as const;
	const [table, toLine] = partOf(tx, from);
	const page = { lines: "", rows: 0 };
	let next = after;
	for (let looked = 0; looked < most_rows && page.lines.length < most_characters; looked += slice) {
		const rows = table.read(tx.sql, limits, next, slice);
		for (const { is_in, ...row } of rows) {
			if (is_in !== 1) continue;
			page.lines += `${JSON.stringify(toLine(row as ExportedRow))}\n`;
			page.rows++;
		}
		if (rows.length < slice) return page;
		const last = rows.at(-1)!;
		next = table.key.map((column) => last[column]!);
	}
	return { ...page, next };
}

type ToLine = (row: ExportedRow) => object;

function partOf(tx: Read, from: ReadExport["from"]): [Table, ToLine] {
	if ("table" in from) return [exportedTables[from.table], (row) => row];
	const sheet: Sheet = sheets[from.sheet];
	return [
		sheet,
		(row) => {
			const whole: Record<string, unknown> = { ...row, ...sheet.complete?.(tx, row) };
			return Object.fromEntries(sheet.columns.map((column) => [column, whole[column]]));
		},
	];
}
