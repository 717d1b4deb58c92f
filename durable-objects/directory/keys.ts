import { randomBytes } from "node:crypto";
import type { RotateKeys } from "@clickclack/protocol";
import { desc, eq, lt } from "drizzle-orm";
import { monotonicFactory } from "ulid";
import { type Key, keys_good_ms, session_ms } from "./session-tokens.ts";
import { keys, sessions, workspaces } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

/** Those of one millisecond are in the order of their making, too. */
const nextId = monotonicFactory();

const newest = ({ db }: Transaction) => db.select().from(keys).orderBy(desc(keys.created_at), desc(keys.id));

function makeKey({ db, now }: Transaction): Key {
	const key = { id: nextId(), secret: randomBytes(32).toString("base64url") };
	db.insert(keys)
		.values({ ...key, created_at: now })
		.run();
	return key;
}

/** The key that signs now, made at first use. */
export const signingKey = (tx: Transaction): Key => newest(tx).limit(1).get() ?? makeKey(tx);

/** Every key that may have signed a session that is still good. */
export function listKeys(tx: Transaction): Key[] {
	const all = newest(tx).all();
	return all.map(({ id, secret }) => ({ id, secret }));
}

function endSessions({ db, now, addJob }: Transaction): void {
	for (const table of [keys, sessions]) db.delete(table).run();
	const founded = db.select().from(workspaces).where(eq(workspaces.state, "active")).all();
	const due_at = new Date(Date.parse(now) + keys_good_ms).toISOString();
	for (const { id: workspace_id } of founded) addJob({ kind: "disconnectAll", workspace_id }, due_at);
}

/**
 * From now on a new key signs. A key is forgotten once the last session that it signed has ended; with `end_sessions`
 * at once, and with it all that it signed, as soon as the Workers have asked again (worker/verify.ts). By then nobody
 * comes in with it any more, and sockets are closed that were opened with it.
 */
export function rotateKeys(tx: Transaction, { end_sessions }: RotateKeys): void {
	if (end_sessions === "true") endSessions(tx);
	makeKey(tx);
	const ended = new Date(Date.parse(tx.now) - session_ms).toISOString();
	// a key signs until the next one is made: all before the newest of the long past are of no use
	const last = newest(tx).where(lt(keys.created_at, ended)).limit(1).get();
	if (last) tx.db.delete(keys).where(lt(keys.created_at, last.created_at)).run();
}
