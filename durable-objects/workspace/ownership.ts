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
	const { user_id: former_owner_id } = tx.me;
	const next = getMember(tx, user_id);
	refuseUnfit(tx, next);
	tx.sql`UPDATE members SET role = 'owner', barred_at = NULL, is_capped = 0 WHERE user_id = ${user_id}`;
	tx.sql`UPDATE members SET role = 'moderator' WHERE user_id = ${former_owner_id}`;
	const { id: target_id } = tx.identity;
	const [before, after] = [{ owner: former_owner_id }, { owner: user_id }];
	audit(tx, { action: "workspace.ownership_transferred", target_id, name: next.display_name, user_id, before, after });
	const ids = { user_id, former_owner_id };
	const event = tx.emit({ type: "workspace.ownership_transferred", ids, resource: {} });
	for (const one of [user_id, former_owner_id]) {
		announce(tx, getMember(tx, one));
		tx.addJob({ kind: "indexMembership", user_id: one });
	}
	return { workspace: { ...getWorkspace(tx), role: "moderator" }, event };
}
