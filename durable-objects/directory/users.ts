import { ChatError, Handle, type User, type UserId } from "@clickclack/protocol";
import { and, between, eq, lt, ne } from "drizzle-orm";
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

export function refuseTaken({ db }: Transaction, handle: string, user_id: UserId): void {
	const taken = db
		.select()
		.from(users)
		.where(and(eq(users.handle, handle), ne(users.id, user_id)))
		.get();
	if (taken) throw new ChatError("conflict", "handle is already taken");
}

/** Made from a name, or else from an e-mail address; with a number where it is taken. */
function freeHandle({ db }: Transaction, name: string, email = ""): string {
	const [base = "user"] = [plain(name), plain(email.split("@")[0]!)].filter(
		(text) => Handle.safeParse(text.slice(0, 32)).success,
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
	if (handle !== undefined) refuseTaken(tx, handle, id);
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
