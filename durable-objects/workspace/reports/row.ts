import type { ConversationId, EventOf, GivenReason, ReportOutcome, UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { refuseBeyond } from "../caps.ts";
import type { MessageRow } from "../messages/row.ts";
import { pollOf } from "../polls.ts";
import type { Read, Write } from "../transaction.ts";

export const reports = sqliteTable("reports", {
	message_num: integer().primaryKey(),
	author_id: text().$type<UserId>().notNull(),
	conversation_id: text().$type<ConversationId>().notNull(),
	body: text().notNull(),
	opened_at: text().notNull(),
	closed_at: text(),
	outcome: text().$type<ReportOutcome>(),
});
export type ReportRow = typeof reports.$inferSelect;

export const report_reasons = sqliteTable(
	"report_reasons",
	{
		message_num: integer().notNull(),
		/** "" of the filter */
		user_id: text().$type<UserId | "">().notNull(),
		reason: text().$type<GivenReason>().notNull(),
		text: text().notNull(),
		created_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.message_num, t.user_id] })],
);
export type ReasonRow = typeof report_reasons.$inferSelect;

const most_shown = 4_000;

/** How many wait for a moderator. */
export const openReports = ({ sql }: Pick<Read, "sql">): number =>
	sql<{ count: number }>`SELECT count(*) AS count FROM reports WHERE closed_at IS NULL`[0]!.count;

/** Its text as it is now waits for a moderator. @throws ChatError conflict where too many do */
export function openReport(tx: Write, message: MessageRow): void {
	const [known] = tx.sql<ReportRow>`SELECT * FROM reports WHERE message_num = ${message.num}`;
	if (known && known.closed_at === null) return;
	refuseBeyond(
		tx.caps.reports.workspace,
		openReports(tx),
		"reported messages: its moderators have to look at some first",
	);
	const { num, author_id, conversation_id } = message;
	const body = [...textOf(message)].slice(0, most_shown).join("");
	tx.sql`INSERT INTO reports (message_num, author_id, conversation_id, body, opened_at)
		VALUES (${num}, ${author_id}, ${conversation_id}, ${body}, ${tx.now})
		ON CONFLICT DO UPDATE SET body = excluded.body, opened_at = excluded.opened_at, closed_at = NULL, outcome = NULL`;
}

const textOf = (message: MessageRow): string =>
	[message.body, ...(pollOf(message)?.options ?? []).map((option) => `- ${option}`)].join("\n").trim();

/** Of somebody who has given one before, the new one counts: only the filter does. */
export function noteReason(
	{ sql, now }: Write,
	{ num }: MessageRow,
	given: Pick<ReasonRow, "user_id" | "reason" | "text">,
): void {
	sql`INSERT INTO report_reasons (message_num, user_id, reason, text, created_at)
		VALUES (${num}, ${given.user_id}, ${given.reason}, ${given.text}, ${now})
		ON CONFLICT DO UPDATE SET text = excluded.text, created_at = excluded.created_at`;
}

/** Of a channel that is deleted: nobody has to decide about them any more. */
export function dropReports(tx: Write, conversation_id: ConversationId): void {
	const open = tx.sql`
		DELETE FROM reports WHERE closed_at IS NULL AND conversation_id = ${conversation_id} RETURNING message_num`;
	if (open.length > 0) tellModerators(tx);
}

export function tellModerators(tx: Write): EventOf<"report.updated"> {
	const ids = { open_reports: openReports(tx) };
	return tx.emit({ type: "report.updated", audience: "moderators", ids, resource: {} });
}
