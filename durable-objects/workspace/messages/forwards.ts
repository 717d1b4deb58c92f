import { type ChannelId, ChatError, type Forwarded, type MessageId, type UserId } from "@clickclack/protocol";
import { permitReading } from "../access.ts";
import type { Read } from "../transaction.ts";
import { namesOf } from "../uploads/attachments.ts";
import { type MessageRow, visibleMessage } from "./row.ts";

/** What a message forwards, as it is stored. */
export interface StoredForward {
	/** the message that was asked for, which may itself only forward another */
	asked_id: MessageId;
	message_id: MessageId;
	author_id: UserId;
	created_at: string;
	body: string;
	channel_id?: ChannelId;
}

export const forwardOf = ({ forwarded_json }: Pick<MessageRow, "forwarded_json">): StoredForward | undefined =>
	forwarded_json === null ? undefined : (JSON.parse(forwarded_json) as StoredForward);

/** A name in Markdown, of which nothing is a mark. */
const literal = (name: string): string => name.replaceAll(/[`*_~[\]@#|<!]/g, "\\$&");

/**
 * A message that the caller sees, as it is now. Of one that says nothing itself, what that forwards, or the names of its
 * files: those stay with it.
 * @throws ChatError not_found | forbidden | conflict
 */
export function forwardFrom(tx: Read, asked_id: MessageId | undefined): StoredForward | undefined {
	if (asked_id === undefined) return undefined;
	const { row, conversation } = visibleMessage(tx, asked_id);
	permitReading(tx, conversation.id);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const passedOn = row.body === "" ? forwardOf(row) : undefined;
	if (passedOn) return { ...passedOn, asked_id };
	const { id: message_id, author_id, created_at } = row;
	const body = row.body || namesOf(row).map(literal).join(", ");
	const place = conversation.kind === "public" ? { channel_id: conversation.id as ChannelId } : {};
	return { asked_id, message_id, author_id, created_at, body, ...place };
}

/** @returns undefined for a message that forwards nothing */
export function forwardedOf(
	row: MessageRow,
	authorOf: (user_id: UserId) => Forwarded["author"],
): Forwarded | undefined {
	const stored = forwardOf(row);
	if (!stored) return undefined;
	const { asked_id: _, ...forwarded } = stored;
	return { ...forwarded, author: authorOf(forwarded.author_id) };
}
