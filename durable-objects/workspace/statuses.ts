import type { EventOf, Member, SetStatus } from "@clickclack/protocol";
import { permitTakingPart } from "./access.ts";
import { refuseTime } from "./later-time.ts";
import { type MemberRow, announce, getMember, toMember } from "./members/row.ts";
import type { Read, Write } from "./transaction.ts";

interface Changed {
	member: Member;
	event?: EventOf<"member.updated">;
}

/** Names are speech, and so is this: who may not take part changes nothing. */
export function setStatus(tx: Write, { emoji, text, expires_at }: SetStatus): Changed {
	permitTakingPart(tx);
	const { user_id, status_emoji, status_text, status_expires_at } = tx.me;
	const isSame = status_emoji === emoji && status_text === text && status_expires_at === expires_at;
	if (isSame) return { member: toMember(tx, tx.me) };
	if (expires_at !== null) refuseTime(tx, "expires_at", expires_at);
	tx.sql`UPDATE members SET status_emoji = ${emoji}, status_text = ${text}, status_expires_at = ${expires_at}
		WHERE user_id = ${user_id}`;
	if (expires_at !== null) tx.addJob({ kind: "expireStatuses" }, expires_at);
	return told(tx, user_id);
}

export function clearStatus(tx: Write): Changed {
	permitTakingPart(tx);
	if (tx.me.status_emoji === null) return { member: toMember(tx, tx.me) };
	return clear(tx, tx.me);
}

function clear(tx: Write, { user_id }: Pick<MemberRow, "user_id">): Changed {
	tx.sql`UPDATE members SET status_emoji = NULL, status_text = NULL, status_expires_at = NULL
		WHERE user_id = ${user_id}`;
	return told(tx, user_id);
}

function told(tx: Write, user_id: MemberRow["user_id"]): Changed {
	const row = getMember(tx, user_id);
	return { member: toMember(tx, row), event: announce(tx, row) };
}

/** How many are taken away at once. */
const most_ended = 100;

/** By the job. */
export function expireStatuses(tx: Write): void {
	const ended = tx.sql<Pick<MemberRow, "user_id">>`
		SELECT user_id FROM members WHERE status_expires_at <= ${tx.now} ORDER BY status_expires_at LIMIT ${most_ended}`;
	for (const one of ended) clear(tx, one);
}

export const nextStatusEnd = ({ sql }: Pick<Read, "sql">): string | undefined =>
	sql<{ at: string }>`
		SELECT status_expires_at AS at FROM members WHERE status_expires_at IS NOT NULL ORDER BY at LIMIT 1`[0]?.at;
