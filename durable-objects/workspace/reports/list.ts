import { type ListReports, type Report, type ReportPage, type User, type UserId, isDirect } from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { once } from "../../once.ts";
import { permit } from "../access.ts";
import { findVisible } from "../conversations/row.ts";
import { anyMember, toUser } from "../members/row.ts";
import { type MessageRow, messageRows } from "../messages/row.ts";
import type { Read } from "../transaction.ts";
import type { ReasonRow, ReportRow } from "./row.ts";

/** The oldest first, with what was reported since they were opened. */
export function listReports(tx: Read, { limit, cursor }: ListReports): ReportPage {
	permit(tx, "moderation.read");
	const last = cursor === undefined ? 0 : countOf(cursor);
	const rows = tx.sql<ReportRow>`
		SELECT r.* FROM reports r LEFT JOIN reports last ON last.message_num = ${last}
		WHERE r.closed_at IS NULL
			AND (last.message_num IS NULL OR (r.opened_at, r.message_num) > (last.opened_at, last.message_num))
		ORDER BY r.opened_at, r.message_num LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const messages = new Map(
		messageRows(
			tx,
			page.map(({ message_num }) => message_num),
		).map((row) => [row.num, row]),
	);
	const userOf = once((user_id: UserId) => toUser(anyMember(tx, user_id)!));
	// one whose channel is being erased has nothing to look at any more
	const listed = page.flatMap((row) => toReport(tx, row, messages.get(row.message_num), userOf) ?? []);
	const has_more = rows.length > limit;
	const next_cursor = has_more ? messages.get(page.at(-1)!.message_num)?.id : undefined;
	return { reports: listed, has_more: next_cursor !== undefined, ...(next_cursor && { next_cursor }) };
}

function toReport(
	tx: Read,
	row: ReportRow,
	message: MessageRow | undefined,
	userOf: (user_id: UserId) => User,
): Report | undefined {
	if (!message) return undefined;
	const { author_id, conversation_id, body, opened_at } = row;
	const isOwn = author_id === tx.me.user_id;
	const reasons = tx.sql<ReasonRow>`
		SELECT * FROM report_reasons WHERE message_num = ${row.message_num} AND created_at >= ${opened_at} ORDER BY created_at`;
	const channel_id = isDirect(conversation_id) ? undefined : findVisible(tx, conversation_id)?.id;
	return {
		message_id: message.id,
		workspace_id: tx.identity.id,
		author: userOf(author_id),
		body,
		is_direct: isDirect(conversation_id),
		is_deleted: message.deleted_at !== null,
		...(channel_id !== undefined && !isDirect(channel_id) && { channel_id }),
		opened_at,
		reasons: reasons.map(({ reason, text, created_at, user_id }) => ({
			reason,
			text,
			created_at,
			...(!isOwn && user_id !== "" && { user: userOf(user_id) }),
		})),
	};
}
