import {
	ChatError,
	type ListMembers,
	type Member,
	type MemberPage,
	type ModerateMember,
	type ModeratedMember,
	type Role,
	type User,
	type UserId,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Sql, present } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { permit, permitRole } from "./access.ts";
import { joinGeneral, leaveAllChannels } from "./channel-members.ts";
import type { Read, Write } from "./transaction.ts";

export const members = sqliteTable("members", {
	user_id: text().$type<UserId>().primaryKey(),
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
});
export type MemberRow = typeof members.$inferSelect;

export function toUser(row: MemberRow): User {
	const { user_id: id, kind, owner_user_id, display_name, handle, avatar_url, created_at } = row;
	return present({ id, kind, owner_user_id, display_name, handle, avatar_url, created_at });
}

export const toMember = (tx: Read, row: MemberRow): Member => ({
	workspace_id: tx.home.id,
	user: toUser(row),
	role: row.role,
	joined_at: row.joined_at,
});

export const toModerated = (tx: Read, row: MemberRow): ModeratedMember => ({
	...toMember(tx, row),
	...present({ timeout_until: row.timeout_until, blocked_at: row.blocked_at }),
});

/**
 * Who is asking, if they still may: read in the same transaction as what they ask for.
 * @throws ChatError not_found for somebody of no concern here | unauthorized for a session that was ended
 */
export function currentMember(sql: Sql, { user_id, session_id }: Extract<Actor, { kind: "human" }>): MemberRow {
	const [row] = sql<MemberRow & { is_revoked: number }>`
		SELECT m.*, EXISTS (SELECT 1 FROM revoked_sessions WHERE session_id = ${session_id ?? null}) AS is_revoked
		FROM members m WHERE m.user_id = ${user_id} AND m.left_at IS NULL`;
	if (!row) throw new ChatError("not_found", "workspace not found");
	if (row.is_revoked) throw new ChatError("unauthorized", "this session was ended: sign in again");
	return row;
}

export const isMe = ({ actor }: Read, user_id: UserId): boolean => actor.kind === "human" && actor.user_id === user_id;

/** Whoever is or was a member: authors are drawn from it. */
export function anyMember({ sql }: Pick<Read, "sql">, user_id: string): MemberRow | undefined {
	return sql<MemberRow>`SELECT * FROM members WHERE user_id = ${user_id}`[0];
}

export function getMember(tx: Read, user_id: string): MemberRow {
	const member = anyMember(tx, user_id);
	if (!member || member.left_at !== null) throw new ChatError("not_found", "member not found");
	return member;
}

/** Makes `user` a member, or brings one who left back; who is in stays as they are. */
export function admit(tx: Write, { user, role }: { user: User; role: Role }): Member {
	const before = anyMember(tx, user.id);
	if (before && before.left_at === null) return toMember(tx, before);
	const { id, kind, owner_user_id = null, display_name, handle, avatar_url, created_at } = user;
	tx.sql`
		INSERT INTO members (user_id, role, kind, owner_user_id, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		VALUES (${id}, ${role}, ${kind}, ${owner_user_id}, ${display_name}, ${display_name.toLowerCase()}, ${handle},
			${avatar_url}, ${created_at}, ${tx.now})
		ON CONFLICT DO UPDATE SET role = excluded.role, joined_at = excluded.joined_at, left_at = NULL,
			display_name = excluded.display_name, folded_name = excluded.folded_name, handle = excluded.handle, avatar_url = excluded.avatar_url`;
	const member = toMember(tx, getMember(tx, id));
	tx.emit({ type: "member.joined", ids: { user_id: id }, resource: { member } });
	joinGeneral(tx, id, role);
	tx.addJob({ kind: "indexMembership", user_id: id });
	return member;
}

/** One who left stays as they were: nobody is told, so nobody may see it change. */
export function updateProfile(tx: Write, { user }: { user: User }): void {
	const { id, display_name, handle, avatar_url } = user;
	const [changed] = tx.sql<MemberRow>`
		UPDATE members SET display_name = ${display_name}, folded_name = ${display_name.toLowerCase()},
			handle = ${handle}, avatar_url = ${avatar_url}
		WHERE user_id = ${id} AND left_at IS NULL
			AND (display_name, handle, avatar_url) <> (${display_name}, ${handle}, ${avatar_url})
		RETURNING *`;
	if (changed) announce(tx, changed);
}

function announce(tx: Write, row: MemberRow): void {
	tx.emit({ type: "member.updated", ids: { user_id: row.user_id }, resource: { member: toMember(tx, row) } });
}

/** Role, time-out, block. Never of oneself, an owner, or one's equal. */
export function moderateMember(tx: Write, input: ModerateMember & { user_id: UserId }): ModeratedMember {
	const before = getMember(tx, input.user_id);
	permit(tx, "moderate this member", before);
	if (input.role === "moderator") permitRole(tx, "owner", "appoint moderators");
	const role = input.role ?? before.role;
	const blocked_at =
		input.blocked === undefined ? before.blocked_at : input.blocked ? (before.blocked_at ?? tx.now) : null;
	const timeout_until = timeoutAfter(tx, before, input);
	tx.sql`UPDATE members SET role = ${role}, blocked_at = ${blocked_at}, timeout_until = ${timeout_until}
		WHERE user_id = ${before.user_id}`;
	const row: MemberRow = { ...before, role, blocked_at, timeout_until };
	const member = toModerated(tx, row);
	if (role !== before.role) {
		announce(tx, row);
		tx.addJob({ kind: "indexMembership", user_id: row.user_id });
	}
	if (blocked_at !== null && before.blocked_at === null) tx.hangUp({ user_id: row.user_id });
	tx.emit({
		type: "member.moderation_updated",
		audience: { user_ids: [row.user_id], moderators: true },
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

/** Removes somebody, or leaves. From this moment they hear nothing more. */
export function removeMember(tx: Write, { user_id }: { user_id: UserId }): void {
	const member = getMember(tx, user_id);
	// going is never taking part: one who is blocked may leave too
	if (!isMe(tx, user_id) || member.role === "owner") permit(tx, "remove this member", member);
	leaveAllChannels(tx, user_id);
	tx.sql`UPDATE members SET left_at = ${tx.now} WHERE user_id = ${user_id}`;
	tx.emit({ type: "member.left", ids: { user_id }, resource: {} });
	tx.hangUp({ user_id });
	tx.addJob({ kind: "indexMembership", user_id });
}

/** By role, then name. The cursor is the last member of the page before. */
export function listMembers(tx: Read, { limit, cursor = "", q, role }: ListMembers): MemberPage {
	const part = q?.toLowerCase() ?? "";
	const rows = tx.sql<MemberRow>`
		WITH ranked AS (SELECT *, instr('owner,moderator,member,guest', role) AS rank FROM members)
		SELECT m.* FROM ranked m LEFT JOIN ranked last ON last.user_id = ${cursor}
		WHERE m.left_at IS NULL AND (${role ?? null} IS NULL OR m.role = ${role ?? null})
			AND (instr(m.folded_name, ${part}) > 0 OR instr(m.handle, ${part}) > 0)
			AND (last.user_id IS NULL OR (m.rank, m.folded_name, m.user_id) > (last.rank, last.folded_name, last.user_id))
		ORDER BY m.rank, m.folded_name, m.user_id LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const has_more = rows.length > limit;
	return {
		members: page.map((row) => toMember(tx, row)),
		has_more,
		...(has_more && { next_cursor: page.at(-1)!.user_id }),
		...(!cursor && countMembers(tx)),
	};
}

function countMembers({ sql }: Read): Pick<MemberPage, "total_count" | "total_by_role"> {
	const rows = sql<{ role: Role; count: number }>`
		SELECT role, count(*) AS count FROM members WHERE left_at IS NULL GROUP BY role`;
	const total_by_role = Object.fromEntries(rows.map(({ role, count }) => [role, count]));
	return { total_count: rows.reduce((sum, { count }) => sum + count, 0), total_by_role };
}
