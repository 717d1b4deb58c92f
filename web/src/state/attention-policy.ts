import {
	conversationOf,
	isDirect,
	mentions,
	type ConversationId,
	type Message,
	type NotificationPreference,
	type Projection,
	type User,
} from "@clickclack/sdk";
import { preferenceIn } from "./unread.ts";

/** Who reads in this tab, and where. */
export interface Reader extends Pick<User, "id" | "member_number"> {
	/** the keys of the timelines that are open: a conversation, a thread */
	open: ReadonlySet<string>;
	/** the window has the focus */
	isHere: boolean;
	/** one of the reader's own words is in the message */
	hasKeyword: boolean;
	/** the message is of a thread that the reader follows */
	followsThread: boolean;
}

/** Where the reader is. */
type Place = Pick<Reader, "open" | "isHere">;

const isOpen = (message: Message, { open }: Place): boolean =>
	open.has(message.parent_message_id ?? conversationOf(message));

/** Whether the reader looks at where it was written. */
export const isSeen = (message: Message, reader: Place): boolean => reader.isHere && isOpen(message, reader);

/** What a conversation calls its reader for, also one that is not known here. */
export const preferenceAt = (
	{ conversations, direct_conversations }: Pick<Projection, "conversations" | "direct_conversations">,
	id: ConversationId,
): NotificationPreference =>
	preferenceIn((isDirect(id) ? direct_conversations.get(id) : conversations.get(id)) ?? { id });

/** A root that is also sent to its conversation, as the reply that it is. */
const replyOf = ({ also_sent_root_id, ...message }: Message): Message | undefined =>
	also_sent_root_id && { ...message, parent_message_id: also_sent_root_id };

/**
 * Whether a message that has just been written calls its reader: what makes a sound asks here.
 * @param preference what its conversation calls the reader for
 */
export function callsMe(message: Message, reader: Reader, preference: NotificationPreference): boolean {
	if (message.author_id === reader.id || isSeen(message, reader)) return false;
	if (preference === "nothing" || preference === "muted") return false;
	const reply = replyOf(message);
	// once
	if (reply && (isSeen(reply, reader) || isCall(reply, reader, preference))) return false;
	return isCall(message, reader, preference);
}

function isCall(message: Message, reader: Reader, preference: NotificationPreference): boolean {
	const isReply = message.parent_message_id !== undefined;
	// a direct conversation that calls for everything does so for its replies, too
	if (preference === "all" && (!isReply || isDirect(conversationOf(message)))) return true;
	const hasKeyword = reader.hasKeyword && (!isReply || reader.followsThread);
	const isFollowed = isReply && reader.followsThread;
	return mentions(message, reader) || hasKeyword || isFollowed || isOpen(message, reader);
}
