import {
	ChatError,
	type EventOf,
	type Member,
	type ModeratedMember,
	type Profile,
	type Role,
	type Status,
	type User,
	type UserId,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Sql, present } from "../../sql.ts";
import type { Actor } from "../../actor.ts";
import type { Read, Write } from "../transaction.ts";

export const members = sqliteTable("members", {
	num: integer().primaryKey(),
	user_id: text().$type<UserId>().notNull(),
	role: text().$type<Role>().notNull(),
	kind: text().$type<User["kind"]>().notNull(),
	owner_user_id: text().$type<UserId>(),
	display_name: text().notNull(),
	folded_name: text().notNull(),
	handle: text().notNull(),
	avatar_url: text().notNull(),
	created_at: text().notNull(),
	joined_at: text().notNull(),
	left_at: text(),
	timeout_until: text(),
	blocked_at: text(),
	moderation_note: text(),
	moderation_by: text().$type<UserId>(),
	moderation_at: text(),
	waiting_profile_json: text(),
	barred_at: text(),
	is_capped: integer().notNull(),
	saved_count: integer().notNull(),
	status_emoji: text(),
	status_text: text(),
	status_expires_at: text(),
	upload_count: integer().notNull(),
	upload_bytes: integer().notNull(),
	profile_json: text(),
	deleted_at: text(),
});
export type MemberRow = typeof members.$inferSelect;

export function toUser(row: MemberRow): User {
	const { user_id: id, num: member_number, kind, owner_user_id, display_name, handle, avatar_url } = row;
	const { created_at, deleted_at } = row;
	return present({ id, kind, owner_user_id, display_name, handle, avatar_url, created_at, deleted_at, member_number });
}

/** One that has ended is none, also before the job has taken it away. */
function toStatus(row: MemberRow, now: string): Status | undefined {
	const { status_emoji: emoji, status_text: text, status_expires_at: expires_at } = row;
	if (emoji === null || text === null || (expires_at !== null && expires_at <= now)) return undefined;
	return present({ emoji, text, expires_at });
}

export const profileOf = ({ profile_json }: Pick<MemberRow, "profile_json">): Profile =>
	JSON.parse(profile_json ?? "{}") as Profile;

export function toMember(tx: Read, row: MemberRow): Member {
	const status = toStatus(row, tx.now);
	const member = { workspace_id: tx.identity.id, user: toUser(row), role: row.role, joined_at: row.joined_at };
	return { ...member, ...(status && { status }), ...(row.profile_json !== null && { profile: profileOf(row) }) };
}

/** With the restrictions that the member and moderators see; only moderators also see the note and its author. */
export function toModerated(tx: Read, row: MemberRow): ModeratedMember {
	return {
		...toMember(tx, row),
		...present({ timeout_until: row.timeout_until, blocked_at: row.blocked_at }),
		// there is no post budget here
		posts_remaining: 0,
		post_limit: 0,
	};
}

/**
 * The caller's membership, read in the same transaction as the command.
 * @throws ChatError not_found for a non-member | unauthorized for a revoked session
 */
export function currentMember(sql: Sql, { user_id, session_id }: Extract<Actor, { kind: "person" }>): MemberRow {
	const [row] = sql<MemberRow & { is_revoked: number }>`
		SELECT m.*, EXISTS (SELECT 1 FROM revoked_sessions WHERE session_id = ${session_id ?? null}) AS is_revoked
		FROM members m WHERE m.user_id = ${user_id} AND m.left_at IS NULL`;
	if (!row) throw new ChatError("not_found", "workspace not found");
	if (row.is_revoked) throw new ChatError("unauthorized", "this session was ended: sign in again");
	return row;
}

export const isMe = ({ member }: Read, user_id: UserId): boolean => member?.user_id === user_id;

/** A current or former member: former ones are still authors of messages. */
export function anyMember({ sql }: Pick<Read, "sql">, user_id: string): MemberRow | undefined {
	return sql<MemberRow>`SELECT * FROM members WHERE user_id = ${user_id}`[0];
}

export function getMember(tx: Read, user_id: string): MemberRow {
	const member = anyMember(tx, user_id);
	if (!member || member.left_at !== null) throw new ChatError("not_found", "member not found");
	return member;
}

/** Emits that a member has changed. */
export function announce(tx: Write, row: MemberRow): EventOf<"member.updated"> {
	return tx.emit({ type: "member.updated", ids: { user_id: row.user_id }, resource: { member: toMember(tx, row) } });
}
