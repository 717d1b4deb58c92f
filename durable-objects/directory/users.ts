import { ChatError, Handle, type User, type UserId, isReserved } from "@clickclack/protocol";
import { between, eq, lt } from "drizzle-orm";
import { newId } from "./ids.ts";
import { firstFree, plain } from "./names.ts";
import { users } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

type UserRow = typeof users.$inferSelect;

export const toUser = ({ id, display_name, handle, avatar_url, created_at }: UserRow): User => ({
	id,
	kind: "human",
	display_name,
	handle,
	avatar_url,
	created_at,
});

export const findRow = ({ db }: Transaction, user_id: UserId) =>
	db.select().from(users).where(eq(users.id, user_id)).get();

export function findUser(tx: Transaction, user_id: UserId): User | undefined {
	const row = findRow(tx, user_id);
	return row && toUser(row);
}

/** What somebody already has they may keep, also when it calls several people by now. */
export function refuseHandle(tx: Transaction, handle: string, user_id: UserId): void {
	if (findRow(tx, user_id)?.handle === handle) return;
	if (isReserved(handle))
		throw new ChatError("invalid_request", "this handle calls several people at once: choose another one");
	const taken = tx.db.select().from(users).where(eq(users.handle, handle)).get();
	if (taken) throw new ChatError("conflict", "handle is already taken");
}

/** Made from a name, or else from an e-mail address; with a number where it is taken. */
function freeHandle({ db }: Transaction, name: string, email = ""): string {
	const [base = "user"] = [plain(name), plain(email.split("@")[0]!)].filter(
		(text) => Handle.safeParse(text.slice(0, 32)).success && !isReserved(text.slice(0, 32)),
	);
	const taken = db
		.select({ handle: users.handle })
		.from(users)
		.where(between(users.handle, base.slice(0, 26), `${base.slice(0, 26)}~`));
	const handles = new Set(taken.all().map((row) => row.handle));
	return firstFree(base, 32, (handle) => !handles.has(handle));
}

interface NewUser {
	display_name: string;
	handle?: string;
	email?: string;
	/** ISO; the account is deleted then, unless a workspace has admitted it before */
	provisional_until?: string;
}

/** Creates an account. With a handle: exactly that one, or `conflict`. */
export function insertUser(tx: Transaction, { display_name, handle, email, provisional_until }: NewUser): User {
	const { db, now } = tx;
	db.delete(users).where(lt(users.provisional_until, now)).run();
	const id = newId("usr", now);
	if (handle !== undefined) refuseHandle(tx, handle, id);
	const row: UserRow = {
		id,
		display_name,
		handle: handle ?? freeHandle(tx, display_name, email),
		avatar_url: "",
		appearance_json: null,
		notification_json: null,
		sidebar_json: null,
		created_at: now,
		provisional_until: provisional_until ?? null,
	};
	db.insert(users).values(row).run();
	return toUser(row);
}

export function settleUser({ db }: Transaction, user_id: UserId): void {
	db.update(users).set({ provisional_until: null }).where(eq(users.id, user_id)).run();
}

export function discardUser({ db }: Transaction, user_id: UserId): void {
	db.delete(users).where(eq(users.id, user_id)).run();
}
