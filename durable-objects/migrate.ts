import { createHash } from "node:crypto";
import { tagged } from "./sql.ts";

/** One step of a database's history: append only, never edited once it has run anywhere. */
export interface Migration {
	id: string;
	sql: string;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/**
 * Brings a database up to date, each step in its own transaction. Synchronous, so an object's constructor can call it
 * and nothing interleaves.
 * @throws when what was applied is not a beginning of `migrations`: a history was rewritten or old code runs on new data
 */
export function migrate(storage: DurableObjectStorage, migrations: Migration[]): void {
	const sql = tagged(storage.sql);
	sql`CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL)`;
	const applied = sql<{ id: string; digest: string }>`SELECT id, digest FROM migrations ORDER BY position`;
	for (const [i, { id, digest: before }] of applied.entries()) {
		const defined = migrations[i];
		if (defined?.id !== id || digest(defined.sql) !== before)
			throw new Error(`migration ${id} was applied here but is not in this code as it was then`);
	}
	for (const { id, sql: text } of migrations.slice(applied.length)) {
		storage.transactionSync(() => {
			storage.sql.exec(text);
			sql`INSERT INTO migrations (id, digest) VALUES (${id}, ${digest(text)})`;
		});
	}
}

/** True when this object was ever written to. Reading the catalogue writes nothing, so made-up names cost nothing. */
export const isFounded = (storage: DurableObjectStorage): boolean =>
	storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").toArray().length > 0;
