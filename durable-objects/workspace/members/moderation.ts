import { type ModerateMember, type ModeratedMember, type UserId, isBelow } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { leaveAllChannels } from "../channels/members.ts";
import { type MemberRow, announce, getMember, isMe, toModerated } from "./row.ts";
import { release } from "./profiles.ts";
import type { Write } from "../transaction.ts";

/** Role, time-out, block. Never of oneself, an owner, or one's equal. */
export function moderateMember(tx: Write, input: ModerateMember & { user_id: UserId }): ModeratedMember {
	const before = getMember(tx, input.user_id);
	permit(tx, "member.moderate", before);
	if (input.role === "moderator") permit(tx, "member.appoint_moderator");
	const role = input.role ?? before.role;
	const blocked_at =
		input.blocked === undefined ? before.blocked_at : input.blocked ? (before.blocked_at ?? tx.now) : null;
	const timeout_until = timeoutAfter(tx, before, input);
	tx.sql`UPDATE members SET role = ${role}, blocked_at = ${blocked_at}, timeout_until = ${timeout_until}
		WHERE user_id = ${before.user_id}`;
	if (isBelow(role, before.role)) bar(tx, before.user_id);
	// who has been raised again is trusted as much as that
	if (isBelow(before.role, role)) tx.sql`UPDATE members SET barred_at = NULL WHERE user_id = ${before.user_id}`;
	const isNew = release(tx, getMember(tx, before.user_id));
	const row = getMember(tx, before.user_id);
	const member = toModerated(tx, row);
	if (role !== before.role) tx.addJob({ kind: "indexMembership", user_id: row.user_id });
	if (role !== before.role || isNew) announce(tx, row);
	if (blocked_at !== null && before.blocked_at === null) tx.disconnect({ user_id: row.user_id });
	tx.emit({
		type: "member.moderation_updated",
		audience: "moderators",
		also: row.user_id,
		ids: { user_id: row.user_id, role },
		resource: { member },
	});
	return member;
}

function timeoutAfter(tx: Write, before: MemberRow, change: ModerateMember): string | null {
	if (change.clear_timeout) return null;
	if (change.timeout_minutes === undefined) return before.timeout_until;
	return new Date(Date.parse(tx.now) + change.timeout_minutes * 60_000).toISOString();
}

/** From now on only an invite that is made after this lets them back in, and to no more than they were last. */
function bar(tx: Write, user_id: UserId): void {
	tx.sql`UPDATE members SET barred_at = ${tx.now}, is_capped = 1 WHERE user_id = ${user_id}`;
}

/** Removes somebody, or leaves. From this moment they hear nothing more. */
export function removeMember(tx: Write, { user_id }: { user_id: UserId }): void {
	const member = getMember(tx, user_id);
	// going is never taking part: one who is blocked may leave too
	if (!isMe(tx, user_id) || member.role === "owner") permit(tx, "member.remove", member);
	leaveAllChannels(tx, user_id);
	tx.sql`UPDATE members SET left_at = ${tx.now} WHERE user_id = ${user_id}`;
	if (!isMe(tx, user_id)) bar(tx, user_id);
	tx.emit({ type: "member.left", ids: { user_id }, resource: {} });
	tx.disconnect({ user_id });
	tx.addJob({ kind: "indexMembership", user_id });
}
