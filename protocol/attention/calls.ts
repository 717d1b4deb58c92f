/* Whom a message calls when it is written. No dependency on a library, so that the app can import it. */
import { mentions, type Mentioning } from "../group-mentions.ts";
import type { notification_preferences } from "../notification-preferences.ts";

/** Who reads, and where. */
export interface Reader {
	id: string;
	member_number?: number | undefined;
	/** the keys of the timelines that are open: a conversation, a topic in it, a thread */
	open: ReadonlySet<string>;
	/** the window has the focus */
	isHere: boolean;
	/** one of the reader's own words is in the message */
	hasKeyword: boolean;
	/** the message is of a thread that the reader follows */
	followsThread: boolean;
}

interface Written extends Mentioning {
	channel_id?: string | undefined;
	direct_conversation_id?: string | undefined;
	parent_message_id?: string | undefined;
	also_sent_root_id?: string | undefined;
	topic_id?: string | undefined;
}

/** Where the reader is. */
type Place = Pick<Reader, "open" | "isHere">;

/** The keys of the timelines that it appears in: that of its topic, too (`topicKey` of the SDK). */
export function timelinesOf({ parent_message_id, channel_id, direct_conversation_id, topic_id }: Written): string[] {
	const key = (parent_message_id ?? channel_id ?? direct_conversation_id)!;
	return topic_id === undefined ? [key] : [key, `${topic_id} ${key}`];
}

const isOpen = (message: Written, { open }: Place): boolean => timelinesOf(message).some((key) => open.has(key));

/** Whether the reader looks at where it was written. */
export const isSeen = (message: Written, reader: Place): boolean => reader.isHere && isOpen(message, reader);

/** A root that is also sent to its conversation, as the reply that it is. */
const replyOf = ({ also_sent_root_id, ...message }: Written): Written | undefined =>
	also_sent_root_id === undefined ? undefined : { ...message, parent_message_id: also_sent_root_id };

/**
 * Whether a message that has just been written calls its reader: what makes a sound asks here.
 * @param preference what its conversation calls the reader for
 */
export function callsMe(
	message: Written,
	reader: Reader,
	preference: (typeof notification_preferences)[number],
): boolean {
	if (message.author_id === reader.id || isSeen(message, reader)) return false;
	if (preference === "nothing" || preference === "muted") return false;
	const callsForAll = preference === "all";
	const reply = replyOf(message);
	// once
	if (reply && (isSeen(reply, reader) || isCall(reply, reader, callsForAll))) return false;
	return isCall(message, reader, callsForAll);
}

function isCall(message: Written, reader: Reader, callsForAll: boolean): boolean {
	const isReply = message.parent_message_id !== undefined;
	// a direct conversation that calls for everything does so for its replies, too
	if (callsForAll && (!isReply || message.direct_conversation_id !== undefined)) return true;
	const hasKeyword = reader.hasKeyword && (!isReply || reader.followsThread);
	const isFollowed = isReply && reader.followsThread;
	return mentions(message, reader) || hasKeyword || isFollowed || isOpen(message, reader);
}
