import {
	ChatError,
	type CreateInvite,
	type GivenRole,
	type Invite,
	type InviteId,
	type InvitePage,
	type InvitePreview,
	type ListInvites,
	type Role,
	type UserId,
	type Workspace,
	can,
	isBelow,
	kept_invites,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { present } from "../sql.ts";
import { hashToken, newToken } from "../tokens.ts";
import { permit } from "./access.ts";
import { audit } from "./audit-log.ts";
import { refuseBeyond } from "./caps.ts";
import { type Arrival, addMember } from "./members/admit.ts";
import { type MemberRow, anyMember } from "./members/row.ts";
import { decisionsOf } from "./permissions.ts";
import type { Read, Write } from "./transaction.ts";
import { toWorkspace, workspaceRow } from "./workspaces.ts";

export const invites = sqliteTable("invites", {
	id: text().$type<InviteId>().primaryKey(),
	token_hash: text().notNull(),
	role: text().$type<GivenRole>().notNull(),
	created_by: text().$type<UserId>(),
	created_at: text().notNull(),
	expires_at: text().notNull(),
	max_uses: integer(),
	use_count: integer().notNull(),
	revoked_at: text(),
});
type InviteRow = typeof invites.$inferSelect;

function toInvite(tx: Read, { token_hash: _, max_uses, ...row }: InviteRow): Invite {
	return { ...present(row), max_uses, workspace_id: tx.identity.id };
}

export const no_such_invite = "this invite does not exist: ask for a new link";

export function createInvite(tx: Write, input: CreateInvite): { invite: Invite; token: string } {
	permit(tx, "member.invite", decisionsOf(tx));
	if (input.role === "moderator") permit(tx, "member.appoint_moderator");
	refuseMore(tx);
	forgetEnded(tx);
	const token = newToken("ivt", tx.tag);
	const row: InviteRow = {
		id: tx.newId("inv"),
		token_hash: hashToken(token),
		role: input.role,
		created_by: tx.member?.user_id ?? null,
		created_at: tx.now,
		expires_at: new Date(Date.parse(tx.now) + input.expires_in_minutes * 60_000).toISOString(),
		max_uses: input.max_uses,
		use_count: 0,
		revoked_at: null,
	};
	tx.sql`INSERT INTO invites (id, token_hash, role, created_by, created_at, expires_at, max_uses)
		VALUES (${row.id}, ${row.token_hash}, ${row.role}, ${row.created_by}, ${row.created_at}, ${row.expires_at}, ${row.max_uses})`;
	const { role, expires_at, max_uses } = row;
	audit(tx, { action: "invite.created", target_id: row.id, after: { role, expires_at, max_uses } });
	return { invite: toInvite(tx, row), token };
}

/** Invites that can still be accepted. */
function refuseMore({ sql, member, now, caps: { invites } }: Read): void {
	const creator = member?.user_id ?? null;
	const [{ all, mine }] = sql`
		SELECT count(*) AS "all", count(*) FILTER (WHERE created_by = ${creator}) AS mine FROM invites
		WHERE revoked_at IS NULL AND expires_at > ${now} AND (max_uses IS NULL OR use_count < max_uses)` as [
		{ all: number; mine: number },
	];
	refuseBeyond(invites.workspace, all, "open invites in a workspace: revoke some that are not needed");
	refuseBeyond(invites.creator, mine, "open invites that one person has created: revoke some that are not needed");
}

function forgetEnded({ sql, now }: Write): void {
	sql`DELETE FROM invites WHERE id IN (
		SELECT id FROM invites
		WHERE revoked_at IS NOT NULL OR expires_at <= ${now} OR use_count >= max_uses
		ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ${kept_invites}
	)`;
}

/** Newest first: to moderators all, to others who may invite their own. The cursor is the id of the last one before. */
export function listInvites(tx: Read, { limit, cursor }: ListInvites): InvitePage {
	permit(tx, "invite.list", decisionsOf(tx));
	const creator = can("moderation.read", tx.me) ? null : tx.me.user_id;
	const rows = tx.sql<InviteRow>`
		SELECT i.* FROM invites i LEFT JOIN invites last ON last.id = ${cursor ?? null}
		WHERE (last.id IS NULL OR (i.created_at, i.id) < (last.created_at, last.id))
			AND (${creator} IS NULL OR i.created_by = ${creator})
		ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const has_more = rows.length > limit;
	return {
		invites: page.map((row) => toInvite(tx, row)),
		has_more,
		...(has_more && { next_cursor: page.at(-1)!.id }),
	};
}

export function revokeInvite(tx: Write, { invite_id }: { invite_id: InviteId }): void {
	const [invite] = tx.sql<InviteRow>`SELECT * FROM invites WHERE id = ${invite_id}`;
	// to who may revoke none, the invites of others are not there
	permit(tx, "invite.revoke", invite ?? {});
	if (!invite) throw new ChatError("not_found", "invite not found");
	if (invite.revoked_at !== null) return;
	tx.sql`UPDATE invites SET revoked_at = ${tx.now} WHERE id = ${invite_id}`;
	const { role, use_count } = invite;
	audit(tx, { action: "invite.revoked", target_id: invite_id, before: { role, use_count } });
}

function existingInvite(tx: Read, token: string): InviteRow {
	const [row] = tx.sql<InviteRow>`SELECT * FROM invites WHERE token_hash = ${hashToken(token)}`;
	if (!row) throw new ChatError("not_found", no_such_invite);
	return row;
}

function openInvite(tx: Read, token: string): InviteRow {
	const row = existingInvite(tx, token);
	const isUsedUp = row.max_uses !== null && row.use_count >= row.max_uses;
	if (row.revoked_at !== null) throw new ChatError("gone", "this invite was withdrawn: ask for a new link");
	if (row.expires_at <= tx.now) throw new ChatError("gone", "this invite has expired: ask for a new link");
	if (isUsedUp) throw new ChatError("gone", "this invite is used up: ask for a new link");
	return row;
}

export function previewInvite(tx: Read, { token }: { token: string }): InvitePreview {
	const { role, expires_at, created_by } = openInvite(tx, token);
	const { id, name, icon_url } = workspaceRow(tx);
	const [members] = tx.sql<{ count: number }>`SELECT count(*) AS count FROM members WHERE left_at IS NULL`;
	const host = created_by === null ? undefined : anyMember(tx, created_by);
	return {
		workspace: { id, name, icon_url },
		...(host && { invited_by: host.display_name }),
		role,
		expires_at,
		member_count: members!.count,
	};
}

/** Admits somebody. A member already keeps their role, and the invite's use is not counted. */
export function acceptInvite(tx: Write, { token, ...arrival }: Arrival & { token: string }): Workspace {
	const before = anyMember(tx, arrival.user.id);
	const workspace = toWorkspace(workspaceRow(tx));
	if (before && before.left_at === null) {
		existingInvite(tx, token);
		return { ...workspace, role: before.role };
	}
	const invite = openInvite(tx, token);
	const role = before ? roleFor(before, invite) : invite.role;
	tx.sql`UPDATE invites SET use_count = use_count + 1 WHERE id = ${invite.id}`;
	const { id: actor_user_id } = arrival.user;
	audit(tx, { action: "invite.used", target_id: invite.id, actor_user_id, after: { role } });
	return { ...workspace, role: addMember(tx, { ...arrival, role }, before).role };
}

/** An old invite does not undo moderation. @throws ChatError gone */
function roleFor(before: MemberRow, { created_at, role }: InviteRow): Role {
	if (before.barred_at !== null && created_at <= before.barred_at)
		throw new ChatError(
			"gone",
			"this invite was made before you were removed or your role was lowered: ask for a new link",
		);
	return before.is_capped && isBelow(before.role, role) ? before.role : role;
}
