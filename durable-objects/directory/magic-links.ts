import { ChatError, type CreateMagicLink, type SignedIn, type User } from "@clickclack/protocol";
import { eq, lt } from "drizzle-orm";
import { hashToken, newToken } from "../tokens.ts";
import { findByEmail, upsertByEmail } from "./identities.ts";
import { insertSession } from "./sessions.ts";
import { magicLinks } from "./schema.ts";
import type { Transaction } from "./transaction.ts";
import { findUser } from "./users.ts";

const minutes = 15;
/** How long a used or expired link is kept, so that the error can say why. */
const remembered_ms = 86_400_000;

function whose(tx: Transaction, { email, user_id, name }: CreateMagicLink): User {
	if (email !== undefined && name !== undefined) return upsertByEmail(tx, email, name);
	const user = email !== undefined ? findByEmail(tx, email) : findUser(tx, user_id!);
	if (user) return user;
	throw new ChatError("not_found", "there is no such account: give an email and a name to make one");
}

/** A token that signs somebody in once, within 15 minutes. */
export function createMagicLink(tx: Transaction, ask: CreateMagicLink): { token: string; expires_at: string } {
	const { db, now } = tx;
	const { id: user_id } = whose(tx, ask);
	const token = newToken("mgt");
	const expires_at = new Date(Date.parse(now) + minutes * 60_000).toISOString();
	db.delete(magicLinks)
		.where(lt(magicLinks.created_at, new Date(Date.parse(now) - remembered_ms).toISOString()))
		.run();
	db.insert(magicLinks)
		.values({ token_hash: hashToken(token), user_id, created_at: now, expires_at })
		.run();
	return { token, expires_at };
}

export function consumeMagicLink(tx: Transaction, { token }: { token: string }): SignedIn {
	const { db, now } = tx;
	const here = eq(magicLinks.token_hash, hashToken(token));
	const link = db.select().from(magicLinks).where(here).get();
	if (!link) throw new ChatError("token_invalid", "magic link is not valid: ask for a new one");
	if (link.used_at !== null) throw new ChatError("token_invalid", "magic link already used");
	if (link.expires_at <= now) throw new ChatError("token_invalid", "magic link expired");
	db.update(magicLinks).set({ used_at: now }).where(here).run();
	const session = insertSession(tx, link.user_id);
	return { user: findUser(tx, link.user_id)!, session, token: session.token };
}
