import { type UserId, folded } from "@clickclack/protocol";
import { audit } from "../audit-log.ts";
import { forgetDrafts } from "../drafts.ts";
import { inheritOwnership } from "../ownership.ts";
import type { Write } from "../transaction.ts";
import { leave } from "./leave.ts";
import { announce, anyMember, getMember } from "./row.ts";

/** What somebody is called whose account was deleted. */
const display_name = "Deleted account";

/** The account of a member, or a former one, was deleted: what they wrote stays, without their name. */
export function forgetMember(tx: Write, { user_id }: { user_id: UserId }): void {
	const before = anyMember(tx, user_id);
	// who was being admitted meanwhile is forgotten again
	if (!before || (before.deleted_at !== null && before.left_at !== null)) return;
	// with a part of the id, so that no two are the same
	const handle = `deleted-${user_id.slice(-10).toLowerCase()}`;
	tx.sql`UPDATE members SET display_name = ${display_name}, folded_name = ${folded(display_name)}, handle = ${handle},
			avatar_url = '', waiting_profile_json = NULL, moderation_note = NULL, profile_json = NULL, deleted_at = ${tx.now}
		WHERE user_id = ${user_id}`;
	forgetPrivate(tx, user_id);
	audit(tx, { action: "member.account_deleted", target_id: user_id, actor_user_id: user_id });
	if (before.left_at !== null) return;
	announce(tx, getMember(tx, user_id));
	if (before.role === "owner") inheritOwnership(tx, user_id);
	leave(tx, user_id);
}

/** What nobody else has seen. */
function forgetPrivate(tx: Write, user_id: UserId): void {
	const { sql } = tx;
	forgetDrafts(tx, user_id);
	sql`DELETE FROM scheduled_messages WHERE user_id = ${user_id}`;
	sql`DELETE FROM reminders WHERE user_id = ${user_id}`;
	sql`DELETE FROM saved_messages WHERE user_id = ${user_id}`;
	sql`DELETE FROM sidebars WHERE user_id = ${user_id}`;
	sql`DELETE FROM attention WHERE user_id = ${user_id}`;
	sql`DELETE FROM notification_settings WHERE user_id = ${user_id}`;
	sql`DELETE FROM thread_follows WHERE user_id = ${user_id}`;
	sql`DELETE FROM reads WHERE user_id = ${user_id}`;
	sql`DELETE FROM mentions WHERE user_id = ${user_id}`;
	sql`DELETE FROM thread_mentions WHERE user_id = ${user_id}`;
}
