import { randomBytes } from "node:crypto";
import type { RotateKeys } from "@clickclack/protocol";
import { desc, eq, lt } from "drizzle-orm";
import { monotonicFactory } from "ulid";
import { type Key, keys_good_ms, session_ms } from "./session-tokens.ts";
import { keys, sessions, workspaces } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

/** Sorts keys that were created in the same millisecond by creation, too. */
const nextId = monotonicFactory();

const newest = ({ db }: Transaction) => db.select().from(keys).orderBy(desc(keys.created_at), desc(keys.id));

function makeKey({ db, now }: Transaction): Key {
	const key = { id: nextId(), secret: randomBytes(32).toString("base64url") };
	db.insert(keys)
		.values({ ...key, created_at: now })
		.run();
	return key;
}

/** The key that signs new sessions; created at first use. */
export const signingKey = (tx: Transaction): Key => newest(tx).limit(1).get() ?? makeKey(tx);

/** Every key that may have signed a session that is still valid. */
export function listKeys(tx: Transaction): Key[] {
	const all = newest(tx).all();
	return all.map(({ id, secret }) => ({ id, secret }));
}

function endSessions({ db, now, addJob }: Transaction): void {
	for (const table of [keys, sessions]) db.delete(table).run();
	const existing = db.select().from(workspaces).where(eq(workspaces.state, "active")).all();
	const due_at = new Date(Date.parse(now) + keys_good_ms).toISOString();
	for (const { id: workspace_id } of existing) addJob({ kind: "disconnectAll", workspace_id }, due_at);
}

/**
 * Creates a new signing key. An older key is deleted when the last session that it signed has expired. With
 * `end_sessions` older keys and all their sessions end now: Workers refuse those sessions as soon as they have fetched
 * the keys again (worker/verify.ts), and sockets that were opened with them are closed.
 */
export function rotateKeys(tx: Transaction, { end_sessions }: RotateKeys): void {
	if (end_sessions === "true") endSessions(tx);
	makeKey(tx);
	const ended = new Date(Date.parse(tx.now) - session_ms).toISOString();
	// a key signs until the next one is created: everything before the newest expired one is unused
	const last = newest(tx).where(lt(keys.created_at, ended)).limit(1).get();
	if (last) tx.db.delete(keys).where(lt(keys.created_at, last.created_at)).run();
}
