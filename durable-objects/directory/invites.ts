import { type AcceptInvite, type AcceptedInvite, ChatError, type Session, type User } from "@clickclack/protocol";
import { tagOfToken } from "../tokens.ts";
import { claimEmail } from "./identities.ts";
import { putMembership } from "./memberships.ts";
import { endedOf, insertSession, signedIn } from "./sessions.ts";
import type { Saga, Transaction } from "./transaction.ts";
import { discardUser, findUser, insertUser } from "./users.ts";

/** How long a provisional account waits for its workspace; longer than any answer takes. */
const provisional_ms = 5 * 60_000;

function openAccount(tx: Transaction, { display_name, handle, email }: AcceptInvite): { user: User; session: Session } {
	if (display_name === undefined)
		throw new ChatError("invalid_request", "display_name: say who you are, or sign in first");
	const provisional_until = new Date(Date.parse(tx.now) + provisional_ms).toISOString();
	const user = insertUser(tx, { display_name, handle, email, provisional_until });
	if (email !== undefined) claimEmail(tx, user.id, email);
	return { user, session: insertSession(tx, user.id) };
}

/**
 * A signed-in user joins, or a new account is created and joins. The account stays provisional until the workspace has
 * admitted it, so a refusal or a crash in between never keeps a handle.
 */
export async function acceptInvite(
	{ actor, write, workspace }: Saga,
	{ token, ...who }: AcceptInvite & { token: string },
): Promise<AcceptedInvite> {
	const tag = tagOfToken(token);
	if (tag === undefined) throw new ChatError("not_found", "this invite does not exist: ask for a new link");
	const isKnown = actor.kind === "person";
	if (!isKnown) await workspace(tag, { kind: "public" }).previewInvite({ token });
	const { user, session } = isKnown
		? { user: write((tx) => findUser(tx, signedIn(tx))!), session: undefined }
		: write((tx) => openAccount(tx, who));
	try {
		const ended = write((tx) => endedOf(tx, user.id));
		const joined = await workspace(tag, { kind: "system", source: actor.source }).acceptInvite({ token, user, ended });
		write((tx) => putMembership(tx, user.id, joined.id, joined.role!));
		return { workspace: joined, user, ...(session && { session, token: session.token }) };
	} catch (error) {
		if (!isKnown && error instanceof ChatError) write((tx) => discardUser(tx, user.id));
		throw error;
	}
}
