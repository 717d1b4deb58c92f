import { ChatError, type EventOf, type UserId, type Workspace, canOwn, isRestricted } from "@clickclack/protocol";
import { permit } from "./access.ts";
import { audit } from "./audit-log.ts";
import { type MemberRow, announce, getMember } from "./members/row.ts";
import type { Read, Write } from "./transaction.ts";
import { getWorkspace } from "./workspaces.ts";

/** @throws ChatError invalid_request for who cannot own a workspace */
function refuseUnfit({ now }: Read, member: MemberRow): void {
	if (!canOwn(member))
		throw new ChatError("invalid_request", "the new owner has to be a person who is a member or moderator");
	if (isRestricted(member, now))
		throw new ChatError("invalid_request", "the new owner is blocked or timed out: end that first");
}

export function transferOwnership(
	tx: Write,
	{ user_id }: { user_id: UserId },
): { workspace: Workspace; event: EventOf<"workspace.ownership_transferred"> } {
	permit(tx, "workspace.transfer");
	const next = getMember(tx, user_id);
	refuseUnfit(tx, next);
	const event = handOver(tx, next, tx.me.user_id);
	return { workspace: { ...getWorkspace(tx), role: "moderator" }, event };
}

/**
 * The owner's account was deleted while the Directory did not know yet that it had become the owner's. Who has moderated
 * longest follows, or else who has been here longest.
 */
export function inheritOwnership(tx: Write, former_owner_id: UserId): void {
	const [next] = tx.sql<MemberRow>`
		SELECT * FROM members
		WHERE left_at IS NULL AND kind = 'human' AND role IN ('moderator', 'member') AND user_id <> ${former_owner_id}
		ORDER BY role = 'member', num LIMIT 1`;
	if (next) handOver(tx, next, former_owner_id);
}

function handOver(
	tx: Write,
	{ user_id, display_name: name }: MemberRow,
	former_owner_id: UserId,
): EventOf<"workspace.ownership_transferred"> {
	tx.sql`UPDATE members SET role = 'owner', barred_at = NULL, is_capped = 0 WHERE user_id = ${user_id}`;
	tx.sql`UPDATE members SET role = 'moderator' WHERE user_id = ${former_owner_id}`;
	const { id: target_id } = tx.identity;
	const [before, after] = [{ owner: former_owner_id }, { owner: user_id }];
	const about = { name, user_id, before, after, actor_user_id: former_owner_id };
	audit(tx, { action: "workspace.ownership_transferred", target_id, ...about });
	const ids = { user_id, former_owner_id };
	const event = tx.emit({ type: "workspace.ownership_transferred", ids, resource: {} });
	for (const one of [user_id, former_owner_id]) {
		announce(tx, getMember(tx, one));
		tx.addJob({ kind: "indexMembership", user_id: one });
	}
	return event;
}
