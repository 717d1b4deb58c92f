import { ChatError, type CreateMagicLink, type SignedIn, type User, type UserId } from "@clickclack/protocol";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { hashToken, newToken } from "../tokens.ts";
import { findByEmail, upsertByEmail } from "./identities.ts";
import { insertSession, signedIn } from "./sessions.ts";
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

interface NewLink {
	token: string;
	expires_at: string;
}

/** A token that signs somebody in once, within 15 minutes. */
export const createMagicLink = (tx: Transaction, ask: CreateMagicLink): NewLink => insertLink(tx, whose(tx, ask).id);

/** How many unused links one person may have made for themselves at a time. */
const max_own = 10;

/** For somebody who is signed in, to sign in on another device. */
export function createMyMagicLink(tx: Transaction): NewLink {
	const { db, now } = tx;
	const user_id = signedIn(tx);
	const waiting = and(eq(magicLinks.user_id, user_id), isNull(magicLinks.used_at), gt(magicLinks.expires_at, now));
	if (db.select().from(magicLinks).where(waiting).limit(max_own).all().length === max_own)
		throw new ChatError("conflict", "too many sign-in links: use one of them, or try again in 15 minutes");
	return insertLink(tx, user_id);
}

function insertLink({ db, now }: Transaction, user_id: UserId): NewLink {
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
