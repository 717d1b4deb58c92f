import { ChatError, type CreateUser, type User, type UserId } from "@clickclack/protocol";
import { and, eq } from "drizzle-orm";
import { identities } from "./schema.ts";
import type { Transaction } from "./transaction.ts";
import { findUser, insertUser } from "./users.ts";
import { refuseUnknown } from "./workspaces.ts";

export function emailOf({ db }: Transaction, user_id: UserId): string | undefined {
	const mine = and(eq(identities.provider, "email"), eq(identities.user_id, user_id));
	return db.select().from(identities).where(mine).get()?.subject;
}

const identityOf = ({ db }: Transaction, email: string) =>
	db
		.select()
		.from(identities)
		.where(and(eq(identities.provider, "email"), eq(identities.subject, email)))
		.get();

/**
 * The account with this e-mail address.
 * @throws ChatError conflict when the address was only claimed at an invite: its real owner may be someone else
 */
export function findByEmail(tx: Transaction, email: string): User | undefined {
	const found = identityOf(tx, email);
	if (!found) return undefined;
	if (found.verified_at !== null) return findUser(tx, found.user_id);
	throw new ChatError(
		"conflict",
		`this e-mail was given at an invite and is not verified: if it is theirs, use the account's id, ${found.user_id}`,
	);
}

/** Stores an address that the person claims, unverified. @throws ChatError conflict when another account has it */
export function claimEmail(tx: Transaction, user_id: UserId, email: string): void {
	if (identityOf(tx, email)) throw new ChatError("conflict", "this e-mail has an account already: sign in first");
	tx.db.insert(identities).values({ provider: "email", subject: email, user_id, created_at: tx.now }).run();
}

/** The account with this address, which the operator vouches for; created if there is none. */
export function upsertByEmail(tx: Transaction, email: string, display_name: string): User {
	const found = findByEmail(tx, email);
	if (found) return found;
	const user = insertUser(tx, { display_name, email });
	const identity = { provider: "email", subject: email, user_id: user.id, created_at: tx.now, verified_at: tx.now };
	tx.db.insert(identities).values(identity).run();
	return user;
}

/** Idempotent. With a workspace: makes the user a member of it too. */
export function createUser(tx: Transaction, { name, email, workspace_id, role }: CreateUser): User {
	if (workspace_id) refuseUnknown(tx, workspace_id);
	const user = upsertByEmail(tx, email, name);
	if (workspace_id) tx.addJob({ kind: "admit", workspace_id, user_id: user.id, role, asked_at: tx.now });
	return user;
}
