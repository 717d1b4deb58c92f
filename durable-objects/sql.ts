import { count } from "./metrics.ts";

export type Value = string | number | null;
type Row = Record<string, SqlStorageValue>;

/** Runs one statement with bound values and returns its rows. The text stays constant, so SQLite's statement cache hits. */
export type Sql = <R extends object>(text: TemplateStringsArray, ...values: Value[]) => R[];

const texts = new WeakMap<TemplateStringsArray, string>();

/** How much was read from a database: the measure of a read's cost. */
export interface ReadCost {
	rows: number;
	characters: number;
}

/** @param cost counts what is read from now on */
export function tagged(storage: SqlStorage, cost?: ReadCost): Sql {
	return <R extends object>(parts: TemplateStringsArray, ...values: Value[]) => {
		let text = texts.get(parts);
		if (text === undefined) texts.set(parts, (text = parts.join("?")));
		// a cursor kept across an await has no snapshot, so all rows are read at once
		const cursor = storage.exec<Row>(text, ...values);
		const rows = cursor.toArray();
		if (cursor.rowsWritten > 0) count("clickclack_rows_written_total", [], cursor.rowsWritten);
		if (cost) charge(cost, cursor.rowsRead, rows);
		return rows as R[];
	};
}

function charge(cost: ReadCost, rows_read: number, rows: Row[]): void {
	cost.rows += rows_read;
	for (const row of rows)
		for (const value of Object.values(row)) if (typeof value === "string") cost.characters += value.length;
}

type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
	[K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

/** A row in its wire form: NULL columns are absent. */
export function present<T extends object>(row: T): Present<T> {
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(row)) if (value !== null) kept[name] = value;
	return kept as Present<T>;
}
