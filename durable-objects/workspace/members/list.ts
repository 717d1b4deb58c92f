import {
	type ListMembers,
	type Member,
	type MemberPage,
	type Role,
	type UserId,
	folded,
	roles,
} from "@clickclack/protocol";
import { type MemberRow, getMember, toMember } from "./row.ts";
import type { Read } from "../transaction.ts";

const [owner, moderator, member, bot] = roles;

type ListOptions = Pick<ListMembers, "limit" | "cursor" | "q" | "role">;
type Rows = { rows: MemberRow[] } & Pick<MemberPage, "has_more" | "next_cursor">;

/** By role, then name. The cursor is the last member of the page before. */
export function memberRows(tx: Read, { limit, cursor, q, role }: ListOptions): Rows {
	const part = folded(q ?? "");
	const found = tx.sql<MemberRow>`
		WITH ranked AS (
			SELECT *, CASE role WHEN ${owner} THEN 0 WHEN ${moderator} THEN 1 WHEN ${member} THEN 2 WHEN ${bot} THEN 3 ELSE 4 END
				AS rank FROM members
		)
		SELECT m.* FROM ranked m LEFT JOIN ranked last ON last.user_id = ${cursor ?? null}
		WHERE m.left_at IS NULL AND (${role ?? null} IS NULL OR m.role = ${role ?? null})
			AND (instr(m.folded_name, ${part}) > 0 OR instr(m.handle, ${part}) > 0)
			AND (last.user_id IS NULL OR (m.rank, m.folded_name, m.user_id) > (last.rank, last.folded_name, last.user_id))
		ORDER BY m.rank, m.folded_name, m.user_id LIMIT ${limit + 1}`;
	const rows = found.slice(0, limit);
	const has_more = found.length > limit;
	return { rows, has_more, ...(has_more && { next_cursor: rows.at(-1)!.user_id }) };
}

export function listMembers(tx: Read, asked: ListMembers): MemberPage {
	const { rows, ...page } = memberRows(tx, asked);
	return { members: rows.map((row) => toMember(tx, row)), ...page, ...(!asked.cursor && countMembers(tx)) };
}

export const memberOf = (tx: Read, { user_id }: { user_id: UserId }): { member: Member } => ({
	member: toMember(tx, getMember(tx, user_id)),
});

function countMembers({ sql }: Read): Pick<MemberPage, "total_count" | "total_by_role"> {
	const rows = sql<{ role: Role; count: number }>`
		SELECT role, count(*) AS count FROM members WHERE left_at IS NULL GROUP BY role`;
	const count = (role: Role) => rows.find((row) => row.role === role)?.count ?? 0;
	const total_by_role = Object.fromEntries(roles.map((role) => [role, count(role)]));
	return { total_count: rows.reduce((sum, { count }) => sum + count, 0), total_by_role };
}
