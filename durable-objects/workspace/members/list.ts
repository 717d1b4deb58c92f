import {
	type ListMembers,
	type Member,
	type MemberPage,
	type Role,
	type UserId,
	folded,
	roles,
} from "@clickclack/protocol";
import { type MemberRow, anyMember, getMember, toMember } from "./row.ts";
import type { Read } from "../transaction.ts";

type ListOptions = Pick<ListMembers, "limit" | "cursor" | "q" | "role">;
type Rows = { rows: MemberRow[] } & Pick<MemberPage, "has_more" | "next_cursor">;

/** By role, then name: each role is a part of the index. The cursor is the last member of the page before. */
export function memberRows(tx: Read, { limit, cursor, q, role }: ListOptions): Rows {
	const last = cursor && anyMember(tx, cursor);
	const from = last ? roles.indexOf(last.role) : 0;
	const found: MemberRow[] = [];
	for (const one of roles.slice(from)) {
		if (found.length > limit) break;
		if (role !== undefined && role !== one) continue;
		const after = last && last.role === one ? last : { folded_name: "", user_id: "" };
		found.push(...rowsOf(tx, one, after, folded(q ?? ""), limit + 1 - found.length));
	}
	const rows = found.slice(0, limit);
	const has_more = found.length > limit;
	return { rows, has_more, ...(has_more && { next_cursor: rows.at(-1)!.user_id }) };
}

const rowsOf = (
	{ sql }: Read,
	role: Role,
	after: { folded_name: string; user_id: string },
	part: string,
	limit: number,
): MemberRow[] => sql`
	SELECT * FROM members INDEXED BY members_by_role
	WHERE role = ${role} AND left_at IS NULL AND (folded_name, user_id) > (${after.folded_name}, ${after.user_id})
		AND (instr(folded_name, ${part}) > 0 OR instr(handle, ${part}) > 0)
	ORDER BY folded_name, user_id LIMIT ${limit}`;

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
