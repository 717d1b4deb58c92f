import { type ListMembers, type MemberPage, type Role, roles } from "@clickclack/protocol";
import { type MemberRow, toMember } from "./row.ts";
import type { Read } from "../transaction.ts";

const [owner, moderator, member, bot] = roles;

/** By role, then name. The cursor is the last member of the page before. */
export function listMembers(tx: Read, { limit, cursor = "", q, role }: ListMembers): MemberPage {
	const part = q?.toLowerCase() ?? "";
	const rows = tx.sql<MemberRow>`
		WITH ranked AS (
			SELECT *, CASE role WHEN ${owner} THEN 0 WHEN ${moderator} THEN 1 WHEN ${member} THEN 2 WHEN ${bot} THEN 3 ELSE 4 END
				AS rank FROM members
		)
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
	const count = (role: Role) => rows.find((row) => row.role === role)?.count ?? 0;
	const total_by_role = Object.fromEntries(roles.map((role) => [role, count(role)]));
	return { total_count: rows.reduce((sum, { count }) => sum + count, 0), total_by_role };
}
