import {
	type EventOf,
	type ListModerationMembers,
	type ModerateMember,
	type ModeratedMember,
	type ModerationPage,
	type UserId,
	isBelow,
} from "@clickclack/protocol";
import { present } from "../../sql.ts";
import { permit } from "../access.ts";
import { audit, changesOf } from "../audit-log.ts";
import { leave } from "./leave.ts";
import { type MemberRow, announce, getMember, isMe, toModerated } from "./row.ts";
import { release } from "./profiles.ts";
import type { Read, Write } from "../transaction.ts";
import { memberRows } from "./list.ts";

export interface Moderated {
	member: ModeratedMember;
	event?: EventOf<"member.moderation_updated">;
}

/** Changes role, time-out, block or note. Not of oneself, an owner, or somebody of the same rank. */
export function moderateMember(tx: Write, input: ModerateMember & { user_id: UserId }): Moderated {
	const before = getMember(tx, input.user_id);
	permit(tx, "member.moderate", before);
	if (input.role !== undefined) permit(tx, "member.change_role", before);
	if (input.role === "moderator") permit(tx, "member.appoint_moderator");
	const { role, blocked_at, timeout_until, moderation_note } = changed(tx, before, input);
	const isSame =
		role === before.role &&
		blocked_at === before.blocked_at &&
		timeout_until === before.timeout_until &&
		moderation_note === before.moderation_note;
	if (isSame) return { member: withNote(tx, before) };
	tx.sql`UPDATE members SET role = ${role}, blocked_at = ${blocked_at}, timeout_until = ${timeout_until},
			moderation_note = ${moderation_note}, moderation_by = ${tx.me.user_id}, moderation_at = ${tx.now}
		WHERE user_id = ${before.user_id}`;
	if (isBelow(role, before.role)) bar(tx, before.user_id);
	// a promotion lifts the bar on rejoining with older invites
	if (isBelow(before.role, role)) tx.sql`UPDATE members SET barred_at = NULL WHERE user_id = ${before.user_id}`;
	const isNew = release(tx, getMember(tx, before.user_id));
	const row = getMember(tx, before.user_id);
	if (role !== before.role) tx.addJob({ kind: "indexMembership", user_id: row.user_id });
	if (role !== before.role || isNew) announce(tx, row);
	if (blocked_at !== null && before.blocked_at === null) tx.disconnect({ user_id: row.user_id });
	auditModeration(tx, before, row);
	const event = tx.emit({
		type: "member.moderation_updated",
		audience: "moderators",
		also: row.user_id,
		ids: { user_id: row.user_id, role },
		resource: { member: toModerated(tx, row) },
	});
	return { member: withNote(tx, row), event };
}

/** One entry for each kind of change, as there is an action for each. */
function auditModeration(tx: Write, before: MemberRow, after: MemberRow): void {
	const kinds = [
		["role", "member.role_changed"],
		["blocked_at", after.blocked_at === null ? "member.unblocked" : "member.blocked"],
		["timeout_until", after.timeout_until === null ? "member.timeout_ended" : "member.timed_out"],
		["moderation_note", "member.note_changed"],
	] as const;
	for (const [field, action] of kinds) {
		const changes = changesOf(before, after, [field]);
		if (changes) audit(tx, { action, target_id: after.user_id, name: after.display_name, ...changes });
	}
}

type State = Pick<MemberRow, "role" | "blocked_at" | "timeout_until" | "moderation_note">;

function changed(tx: Write, before: MemberRow, change: ModerateMember): State {
	const { role = before.role, blocked, moderation_note = before.moderation_note } = change;
	return {
		role,
		blocked_at: blocked === undefined ? before.blocked_at : blocked ? (before.blocked_at ?? tx.now) : null,
		timeout_until: timeoutAfter(tx, before, change),
		moderation_note: moderation_note || null,
	};
}

function timeoutAfter(tx: Write, before: MemberRow, change: ModerateMember): string | null {
	const { clear_timeout, timeout_until, timeout_minutes } = change;
	if (clear_timeout) return null;
	if (timeout_until !== undefined) return timeout_until;
	if (timeout_minutes === undefined) return before.timeout_until;
	return new Date(Date.parse(tx.now) + timeout_minutes * 60_000).toISOString();
}

function withNote(tx: Read, row: MemberRow): ModeratedMember {
	const { moderation_note, moderation_by, moderation_at } = row;
	return { ...toModerated(tx, row), ...present({ moderation_note, moderation_by, moderation_at }) };
}

/** All members with their moderation state, by role, then name. */
export function listModerationMembers(tx: Read, { limit, cursor }: ListModerationMembers): ModerationPage {
	permit(tx, "moderation.read");
	const { rows, ...page } = memberRows(tx, { limit, cursor });
	return { members: rows.map((row) => withNote(tx, row)), ...page };
}

/** From now on only a newer invite lets them rejoin, in at most their last role. */
function bar(tx: Write, user_id: UserId): void {
	tx.sql`UPDATE members SET barred_at = ${tx.now}, is_capped = 1 WHERE user_id = ${user_id}`;
}

/** Removes somebody, or leaves. */
export function removeMember(tx: Write, { user_id }: { user_id: UserId }): void {
	const member = getMember(tx, user_id);
	// leaving is never restricted: a blocked member may leave too
	if (!isMe(tx, user_id) || member.role === "owner") permit(tx, "member.remove", member);
	if (!isMe(tx, user_id)) bar(tx, user_id);
	const { role, display_name: name } = member;
	const action = isMe(tx, user_id) ? "member.left" : "member.removed";
	audit(tx, { action, target_id: user_id, name, before: { role } });
	leave(tx, user_id);
}
