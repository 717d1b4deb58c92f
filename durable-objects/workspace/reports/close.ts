import { ChatError, type CloseReport, type EventOf, type MessageId, isDirect } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit } from "../audit-log.ts";
import { anyMember } from "../members/row.ts";
import { eraseMessage } from "../messages/edit.ts";
import { type MessageRow, messageRow } from "../messages/row.ts";
import type { Write } from "../transaction.ts";
import { type ReportRow, tellModerators } from "./row.ts";

/** What was reported is kept no longer than until a moderator has decided. */
export function closeReport(
	tx: Write,
	{ message_id, outcome }: CloseReport & { message_id: MessageId },
): { event?: EventOf<"report.updated"> } {
	const message = messageRow(tx, message_id);
	const row = message && tx.sql<ReportRow>`SELECT * FROM reports WHERE message_num = ${message.num}`[0];
	permit(tx, "report.close", row ?? {});
	if (!row) throw new ChatError("not_found", "report not found");
	if (row.closed_at !== null && row.outcome === outcome) return {};
	if (row.closed_at !== null) throw new ChatError("conflict", `this report is ${row.outcome} already`);
	if (outcome === "deleted") erase(tx, message);
	tx.sql`UPDATE reports SET body = '', closed_at = ${tx.now}, outcome = ${outcome} WHERE message_num = ${row.message_num}`;
	tx.sql`UPDATE report_reasons SET text = '' WHERE message_num = ${row.message_num} AND text != ''`;
	audit(tx, { action: "report.closed", target_id: message_id, user_id: row.author_id, after: { outcome } });
	return { event: tellModerators(tx) };
}

function erase(tx: Write, message: MessageRow): void {
	if (isDirect(message.conversation_id))
		throw new ChatError("forbidden", "messages of direct conversations are deleted by their authors only");
	if (message.author_id !== tx.me.user_id) permit(tx, "member.moderate", anyMember(tx, message.author_id)!);
	if (message.deleted_at === null) eraseMessage(tx, message);
}
