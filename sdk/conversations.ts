import type { Message, MyChannel } from "./types.ts";

/** Where messages are said, as I have it. Channels are the one kind today; direct conversations will be another. */
export type Conversation = MyChannel;
export type ConversationId = NonNullable<Message["channel_id"]>;

/** On the wire each kind of conversation has a field of its own, and one of them is there. */
interface Place {
	channel_id?: ConversationId;
	direct_conversation_id?: ConversationId;
}

/** The conversation that a message, a mention or an event is about. */
export const conversationOf = ({ channel_id, direct_conversation_id }: Place): ConversationId =>
	(channel_id ?? direct_conversation_id)!;
