import { runInDurableObject } from "cloudflare:test";
import type { Team } from "./people.ts";

/** How many rows the object of a team writes meanwhile. */
export async function writesOf({ stub }: Pick<Team, "stub">, act: () => Promise<unknown>): Promise<number> {
	let written = 0;
	await runInDurableObject(stub, (_, { storage: { sql } }) => {
		const exec = sql.exec.bind(sql);
		// rowsWritten is complete only after a cursor was read
		Object.defineProperty(sql, "exec", {
			configurable: true,
			value: (...args: Parameters<typeof exec>) => {
				const cursor = exec(...args);
				const rows = cursor.toArray();
				written += cursor.rowsWritten;
				return { toArray: () => rows };
			},
		});
	});
	await act();
	await runInDurableObject(stub, (_, { storage: { sql } }) => void Reflect.deleteProperty(sql, "exec"));
	return written;
}
