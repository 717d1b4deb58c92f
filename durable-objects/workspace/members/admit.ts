import { type Member, type Role, type User, folded, isRestricted } from "@clickclack/protocol";
import { audit } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import { refuseGroupHandle } from "../groups/handles.ts";
import { joinDefaultChannels } from "../channels/members.ts";
import { type Ended, revokeSession } from "../sessions.ts";
import type { Read, Write } from "../transaction.ts";
import { deferProfile } from "./profiles.ts";
import { type MemberRow, anyMember, getMember, toMember } from "./row.ts";

/** Somebody who joins. Their revoked sessions come along, so that none is valid even for a moment. */
export interface Arrival {
	user: User;
	ended?: Ended[];
}

type Admission = Arrival & { role: Role; asked_at?: string };

/** For the operator: adds `user`, or brings back one who left, whatever happened before. A member already: no change. */
export function admit(tx: Write, arrival: Arrival & { role: Role }): Member {
	const before = anyMember(tx, arrival.user.id);
	if (before && before.left_at === null) return toMember(tx, before);
	tx.sql`UPDATE members SET barred_at = NULL, is_capped = 0 WHERE user_id = ${arrival.user.id}`;
	const { user, role } = arrival;
	audit(tx, {
		action: "member.added",
		target_id: user.id,
		actor_user_id: null,
		name: user.display_name,
		after: { role },
	});
	return addMember(tx, arrival, before);
}

/**
 * Adds a member. Of one who is still blocked or timed out, others keep seeing the old profile.
 * @param before their row, if they were a member before
 */
export function addMember(tx: Write, { user, ended = [], role }: Arrival & { role: Role }, before?: MemberRow): Member {
	refuseMore(tx);
	refuseGroupHandle(tx, user);
	const isDeferred = before !== undefined && isRestricted(before, tx.now);
	const { id, kind, owner_user_id = null, created_at } = user;
	const { display_name, handle, avatar_url } = isDeferred ? before : user;
	tx.sql`
		INSERT INTO members (user_id, role, kind, owner_user_id, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		VALUES (${id}, ${role}, ${kind}, ${owner_user_id}, ${display_name}, ${folded(display_name)}, ${handle},
			${avatar_url}, ${created_at}, ${tx.now})
		ON CONFLICT DO UPDATE SET role = excluded.role, joined_at = excluded.joined_at, left_at = NULL,
			display_name = excluded.display_name, folded_name = excluded.folded_name, handle = excluded.handle,
			avatar_url = excluded.avatar_url, waiting_profile_json = NULL, deleted_at = NULL`;
	for (const session of ended) revokeSession(tx, session);
	const row = getMember(tx, id);
	if (isDeferred) deferProfile(tx, row, user);
	const member = toMember(tx, row);
	tx.emit({ type: "member.joined", ids: { user_id: id }, resource: { member } });
	joinDefaultChannels(tx, row);
	tx.addJob({ kind: "indexMembership", user_id: id });
	return member;
}

/**
 * Runs an admission by the operator. It comes from a job, perhaps late or twice, so it does not undo a removal that
 * happened after the operator's request.
 * @param asked_at ISO time of the request
 */
export function admitAsked(tx: Write, { asked_at = tx.now, ...arrival }: Admission): void {
	const left_at = anyMember(tx, arrival.user.id)?.left_at ?? "";
	if (left_at <= asked_at) admit(tx, arrival);
}

function refuseMore({ sql, caps: { members } }: Read): void {
	const [{ count }] = sql`SELECT count(*) AS count FROM members WHERE left_at IS NULL` as [{ count: number }];
	refuseBeyond(members.workspace, count, "members in a workspace: a moderator can remove some");
}
