import { ChatError, type Member, type ModeratedMember, type Role, type User, type UserId } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Sql, present } from "../../sql.ts";
import type { Actor } from "../../actor.ts";
import { isRestricted } from "../access.ts";
import { refuseBeyond } from "../caps.ts";
import { joinGeneral } from "../channel-members.ts";
import { keepWaiting } from "./profiles.ts";
import { type Ended, revokeSession } from "../sessions.ts";
import type { Read, Write } from "../transaction.ts";

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
	waiting_profile_json: text(),
	barred_at: text(),
	is_capped: integer().notNull(),
});
export type MemberRow = typeof members.$inferSelect;

export function toUser(row: MemberRow): User {
	const { user_id: id, kind, owner_user_id, display_name, handle, avatar_url, created_at } = row;
	return present({ id, kind, owner_user_id, display_name, handle, avatar_url, created_at });
}

export const toMember = (tx: Read, row: MemberRow): Member => ({
	workspace_id: tx.identity.id,
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

/** Somebody to let in. Sessions of theirs that were ended come along, so that none is good for a moment. */
export interface Arrival {
	user: User;
	ended?: Ended[];
}

type Admission = Arrival & { role: Role; asked_at?: string };

/** On the operator's word: makes `user` a member, or brings one who left back, whatever was between; who is in stays so. */
export function admit(tx: Write, arrival: Arrival & { role: Role }): Member {
	const before = anyMember(tx, arrival.user.id);
	if (before && before.left_at === null) return toMember(tx, before);
	tx.sql`UPDATE members SET barred_at = NULL, is_capped = 0 WHERE user_id = ${arrival.user.id}`;
	return letIn(tx, arrival, before);
}

/**
 * Of one who is still blocked or timed out, others see what they saw before.
 * @param before what is known of one who was here before
 */
export function letIn(tx: Write, { user, ended = [], role }: Arrival & { role: Role }, before?: MemberRow): Member {
	refuseMore(tx);
	const waits = before !== undefined && isRestricted(before, tx.now);
	const { id, kind, owner_user_id = null, created_at } = user;
	const { display_name, handle, avatar_url } = waits ? before : user;
	tx.sql`
		INSERT INTO members (user_id, role, kind, owner_user_id, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		VALUES (${id}, ${role}, ${kind}, ${owner_user_id}, ${display_name}, ${display_name.toLowerCase()}, ${handle},
			${avatar_url}, ${created_at}, ${tx.now})
		ON CONFLICT DO UPDATE SET role = excluded.role, joined_at = excluded.joined_at, left_at = NULL,
			display_name = excluded.display_name, folded_name = excluded.folded_name, handle = excluded.handle,
			avatar_url = excluded.avatar_url, waiting_profile_json = NULL`;
	for (const session of ended) revokeSession(tx, session);
	const row = getMember(tx, id);
	if (waits) keepWaiting(tx, row, user);
	const member = toMember(tx, row);
	tx.emit({ type: "member.joined", ids: { user_id: id }, resource: { member } });
	joinGeneral(tx, id, role);
	tx.addJob({ kind: "indexMembership", user_id: id });
	return member;
}

/**
 * The operator lets somebody in. A job brings it here, perhaps late or twice, so it does not undo a removal that came
 * after the operator's word.
 * @param asked_at ISO time of that word
 */
export function admitAsked(tx: Write, { asked_at = tx.now, ...arrival }: Admission): void {
	const left_at = anyMember(tx, arrival.user.id)?.left_at ?? "";
	if (left_at <= asked_at) admit(tx, arrival);
}

function refuseMore({ sql, caps: { members } }: Read): void {
	const [{ count }] = sql`SELECT count(*) AS count FROM members WHERE left_at IS NULL` as [{ count: number }];
	refuseBeyond(members.workspace, count, "members in a workspace: a moderator can remove some");
}

/** Tells everybody that a member is not as before. */
export function announce(tx: Write, row: MemberRow): void {
	tx.emit({ type: "member.updated", ids: { user_id: row.user_id }, resource: { member: toMember(tx, row) } });
}
