import type { ExportPart } from "@clickclack/protocol";
import { messageId } from "../messages/row.ts";
import type { Read } from "../transaction.ts";
import type { ExportedRow, Table } from "./tables.ts";

/** A table that people read: with names beside ids. */
export interface Sheet extends Table {
	columns: readonly string[];
	/** what stands in the columns that the database does not have */
	complete?: (tx: Read, row: ExportedRow) => object;
}

const timeOf = (ms: number): string => new Date(ms).toISOString();

export const sheets = {
	messages: {
		columns: [
			"id",
			"thread_root_id",
			"conversation_id",
			"channel",
			"author_id",
			"author",
			"created_at",
			"edited_at",
			"text",
		],
		key: ["num"],
		read: (sql, { sequence, conversations, directs }, [num = 0], most) => sql`
			SELECT m.num, m.created_ms, m.timeline, root.created_ms AS root_ms, c.id AS conversation_id, ch.name AS channel,
				a.user_id AS author_id, a.handle AS author, m.edited_at, m.body AS text,
				m.deleted_at IS NULL AND EXISTS (
					SELECT 1 FROM exportable_conversations e
					WHERE e.num = c.num AND e.num <= ${conversations} AND e.is_direct <= ${directs}
				) AS is_in
			FROM messages m
			CROSS JOIN conversations c ON c.num = m.conversation_num
			CROSS JOIN members a ON a.num = m.author_num
			LEFT JOIN channels ch ON ch.id = c.id
			LEFT JOIN messages root ON root.num = m.timeline
			WHERE m.num > ${num} AND m.num <= ${sequence} ORDER BY m.num LIMIT ${most}`,
		complete: ({ tag }, { num, created_ms, timeline, root_ms }) => ({
			id: messageId(tag, Number(created_ms), Number(num)),
			thread_root_id: root_ms === null ? null : messageId(tag, Number(root_ms), Number(timeline)),
			created_at: timeOf(Number(created_ms)),
		}),
	},
	people: {
		columns: ["id", "handle", "name", "kind", "role", "joined_at", "left_at"],
		key: ["num"],
		read: (sql, _, [num = 0], most) => sql`
			SELECT num, user_id AS id, handle, display_name AS name, kind, role, joined_at, left_at, 1 AS is_in
			FROM members WHERE num > ${num} ORDER BY num LIMIT ${most}`,
	},
	channels: {
		columns: ["id", "name", "kind", "topic", "member_count", "created_by", "created_at", "archived_at"],
		key: ["id"],
		read: (sql, { conversations }, [id = ""], most) => sql`
			SELECT ch.id, ch.name, c.kind, ch.topic, c.member_count, ch.created_by, c.created_at, ch.archived_at,
				c.num <= ${conversations} AS is_in
			FROM channels ch CROSS JOIN conversations c ON c.id = ch.id WHERE ch.id > ${id} ORDER BY ch.id LIMIT ${most}`,
	},
} satisfies Record<ExportPart, Sheet>;
