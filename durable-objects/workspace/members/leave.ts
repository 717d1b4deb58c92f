import type { UserId } from "@clickclack/protocol";
import { botsOf } from "../bots.ts";
import { leaveAllChannels } from "../channels/members.ts";
import { forgetDrafts } from "../drafts.ts";
import { leaveAllGroups } from "../groups/members.ts";
import type { Write } from "../transaction.ts";

/** Somebody is a member no longer, and receives nothing more from this moment. */
export function leave(tx: Write, user_id: UserId): void {
	leaveAllChannels(tx, user_id);
	leaveAllGroups(tx, user_id);
	forgetDrafts(tx, user_id);
	tx.sql`UPDATE members SET left_at = ${tx.now}, status_emoji = NULL, status_text = NULL, status_expires_at = NULL,
			profile_json = NULL
		WHERE user_id = ${user_id}`;
	tx.emit({ type: "member.left", ids: { user_id }, resource: {} });
	tx.disconnect({ user_id });
	for (const bot of botsOf(tx, user_id)) tx.disconnect({ user_id: bot });
	tx.addJob({ kind: "indexMembership", user_id });
}
