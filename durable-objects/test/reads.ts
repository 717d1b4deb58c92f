import type { ReadCost } from "../sql.ts";

export interface Reads extends ReadCost {
	/** the most rows in one turn of the event loop */
	in_a_turn: number;
	statements: number;
}

/** What SQLite reads for `work`. */
export async function readsOf(sql: SqlStorage, work: () => Promise<unknown>): Promise<Reads> {
	const exec = sql.exec.bind(sql);
	const reads = { rows: 0, characters: 0, in_a_turn: 0, statements: 0 };
	let turn = 0;
	const counting = (...args: Parameters<typeof exec>) => {
		const cursor = exec(...args);
		const all = cursor.toArray(); // rowsRead is complete only after the cursor was read
		if (turn === 0) setTimeout(() => (turn = 0), 0);
		reads.statements++;
		reads.rows += cursor.rowsRead;
		for (const value of all.flatMap((row) => Object.values(row)))
			if (typeof value === "string") reads.characters += value.length;
		turn += cursor.rowsRead;
		reads.in_a_turn = Math.max(reads.in_a_turn, turn);
		return { toArray: () => all, rowsRead: cursor.rowsRead };
	};
	Object.defineProperty(sql, "exec", { value: counting, configurable: true });
	await work();
	Object.defineProperty(sql, "exec", { value: exec, configurable: true });
	return reads;
}
