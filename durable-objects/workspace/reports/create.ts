import { ChatError, type MessageId, type ReportMessage } from "@clickclack/protocol";
import { permitTakingPart } from "../access.ts";
import { visibleMessage } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { type ReasonRow, noteReason, openReport, tellModerators } from "./row.ts";

const day_ms = 86_400_000;

/** Whoever sees a message may report it, once; nobody but the moderators learns of it. */
export function reportMessage(
	tx: Write,
	{ message_id, reason, text }: ReportMessage & { message_id: MessageId },
): void {
	const { row } = visibleMessage(tx, message_id);
	permitTakingPart(tx);
	if (row.author_id === tx.me.user_id) throw new ChatError("conflict", "this message is your own: delete it");
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const reasons = tx.sql<ReasonRow>`SELECT * FROM report_reasons WHERE message_num = ${row.num}`;
	if (reasons.some(({ user_id }) => user_id === tx.me.user_id)) return;
	refuseMoreToday(tx);
	// that others have reported it is told to nobody: one more is no fault
	if (reasons.length >= tx.caps.reports.message) return;
	openReport(tx, row);
	noteReason(tx, row, { user_id: tx.me.user_id, reason, text });
	tellModerators(tx);
}

/** @throws ChatError rate_limited */
function refuseMoreToday({ sql, me, now, caps }: Read): void {
	const most = caps.reports.person;
	const since = new Date(Date.parse(now) - day_ms).toISOString();
	const [oldest] = sql<Pick<ReasonRow, "created_at">>`
		SELECT created_at FROM report_reasons WHERE user_id = ${me.user_id} AND created_at > ${since}
		ORDER BY created_at DESC LIMIT 1 OFFSET ${most - 1}`;
	if (!oldest) return;
	const wait_s = Math.ceil((Date.parse(oldest.created_at) + day_ms - Date.parse(now)) / 1_000);
	throw new ChatError("rate_limited", `one person reports at most ${most} messages in a day`, wait_s);
}
