import { createHash } from "node:crypto";
import { tagged } from "./sql.ts";

/** One migration. The list is append only; a migration is never edited once it has run anywhere. */
export interface Migration {
	id: string;
	sql: string;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/**
 * Brings a database up to date, each migration in its own transaction. Synchronous, so an object's constructor can call
 * it and nothing interleaves.
 * A newer schema is left alone: migrations only add, so code that was rolled back still runs, and newer code continues
 * from there.
 * @throws when an applied migration differs from `migrations` in text or order: the history was rewritten
 */
export function migrate(storage: DurableObjectStorage, migrations: Migration[]): void {
	const sql = tagged(storage.sql);
	sql`CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL)`;
	const applied = sql<{ id: string; digest: string }>`SELECT id, digest FROM migrations ORDER BY position`;
	for (const [i, defined] of migrations.slice(0, applied.length).entries()) {
		const { id, digest: before } = applied[i]!;
		if (defined.id !== id || digest(defined.sql) !== before)
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
export const isInitialized = (storage: DurableObjectStorage): boolean =>
	storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").toArray().length > 0;
