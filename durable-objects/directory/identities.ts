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
 * Whose e-mail address this is.
 * @throws ChatError conflict when somebody only said so at an invite: whoever owns the address may be someone else
 */
export function findByEmail(tx: Transaction, email: string): User | undefined {
	const found = identityOf(tx, email);
	if (!found) return undefined;
	if (found.verified_at !== null) return findUser(tx, found.user_id);
	throw new ChatError(
		"conflict",
		`this e-mail was given at an invite and nobody checked it: if it is theirs, name the account by its id, ${found.user_id}`,
	);
}

/** What somebody says their address is. @throws ChatError conflict when another has it */
export function claimEmail(tx: Transaction, user_id: UserId, email: string): void {
	if (identityOf(tx, email)) throw new ChatError("conflict", "this e-mail has an account already: sign in first");
	tx.db.insert(identities).values({ provider: "email", subject: email, user_id, created_at: tx.now }).run();
}

/** The account with this address, on the operator's word; made if there is none. */
export function upsertByEmail(tx: Transaction, email: string, display_name: string): User {
	const found = findByEmail(tx, email);
	if (found) return found;
	const user = insertUser(tx, { display_name, email });
	const identity = { provider: "email", subject: email, user_id: user.id, created_at: tx.now, verified_at: tx.now };
	tx.db.insert(identities).values(identity).run();
	return user;
}

/** Safe to repeat. With a workspace: a member of it too. */
export function createUser(tx: Transaction, { name, email, workspace_id, role }: CreateUser): User {
	if (workspace_id) refuseUnknown(tx, workspace_id);
	const user = upsertByEmail(tx, email, name);
	if (workspace_id) tx.addJob({ kind: "admit", workspace_id, user_id: user.id, role, asked_at: tx.now });
	return user;
}
