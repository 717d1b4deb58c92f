import { ChatError, type MessageId, type UserId, beginningOf, max_quote, plainText } from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import type { Read } from "../transaction.ts";
import { namesOf } from "../uploads/attachments.ts";
import { forwardOf } from "./forwards.ts";
import { messageId } from "./row.ts";

/** What a message quotes, as it is at that moment. */
export interface Quote {
	num: number;
	id: MessageId;
	author_id: UserId;
	snapshot: string;
}

interface Quotable extends Pick<Quote, "num" | "author_id"> {
	created_ms: number;
	body: string;
	forwarded_json: string | null;
	attachments_json: string | null;
}

/**
 * The message to quote in a timeline: one of it, or the root of a thread.
 * @throws ChatError invalid_request for any other, in the same words: nothing is learned of messages elsewhere
 */
export function quoteIn(tx: Read, timeline: number, quoted_id: MessageId | undefined): Quote | undefined {
	if (quoted_id === undefined) return undefined;
	const num = countOf(quoted_id);
	const [found] = tx.sql<Quotable>`
		SELECT m.num, a.user_id AS author_id, m.created_ms, m.body, m.forwarded_json, m.attachments_json FROM messages m
		CROSS JOIN members a ON a.num = m.author_num
		WHERE m.num = ${num} AND ${timeline} IN (m.timeline, m.num) AND m.deleted_at IS NULL`;
	if (!found || messageId(tx.tag, found.created_ms, num) !== quoted_id)
		throw new ChatError("invalid_request", "quoted message is not in this channel, conversation, or thread");
	const said = plainText(found.body || (forwardOf(found)?.body ?? "")) || namesOf(found).join(", ");
	return { num, id: quoted_id, author_id: found.author_id, snapshot: beginningOf(said, max_quote) };
}
