import {
	conversationOf,
	mentions,
	topicKey,
	type ChannelId,
	type Message,
	type NotificationPreference,
	type User,
} from "@clickclack/sdk";

/** Who reads in this tab, and where. */
export interface Reader extends Pick<User, "id" | "member_number"> {
	/** the keys of the timelines that are open: a conversation, a topic in it, a thread */
	open: ReadonlySet<string>;
	/** the window has the focus */
	isHere: boolean;
	/** one of the reader's own words is in the message */
	hasKeyword: boolean;
}

/** The keys of the timelines that it appears in: that of its topic, too. */
export const timelinesOf = (message: Message): string[] => {
	const key = message.parent_message_id ?? conversationOf(message);
	return message.topic_id ? [key, topicKey(message.topic_id, key as ChannelId)] : [key];
};

const isOpen = (message: Message, { open }: Reader): boolean => timelinesOf(message).some((key) => open.has(key));

/** Whether the reader looks at where it was written. */
export const isSeen = (message: Message, reader: Reader): boolean => reader.isHere && isOpen(message, reader);

/**
 * Whether a message that has just been written calls its reader: what makes a sound asks here.
 * @param preference what its conversation calls the reader for
 */
export function callsMe(message: Message, reader: Reader, preference: NotificationPreference): boolean {
	// of a reply that was also sent to its conversation, the reply calls
	if (message.author_id === reader.id || message.also_sent_root_id || isSeen(message, reader)) return false;
	if (preference === "nothing" || preference === "muted") return false;
	// a direct conversation that calls for everything does so for its replies, too
	const isDirect = message.direct_conversation_id !== undefined;
	if (preference === "all" && (isDirect || message.parent_message_id === undefined)) return true;
	return mentions(message, reader) || reader.hasKeyword || isOpen(message, reader);
}
