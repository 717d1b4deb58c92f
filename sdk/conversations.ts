import type { MyChannel } from "./types.ts";

/** Where messages are said, as I have it. Channels are the one kind today; direct conversations will be another. */
export type Conversation = MyChannel;
export type ConversationId = `chn_${string}` | `dm_${string}`;

/** On the wire each kind of conversation has a field of its own, and one of them is there. */
interface Place {
	channel_id?: `chn_${string}` | undefined;
	direct_conversation_id?: `dm_${string}` | undefined;
}

/** The conversation that a message, a mention or an event is about. */
export const conversationOf = ({ channel_id, direct_conversation_id }: Place): ConversationId =>
	(channel_id ?? direct_conversation_id)!;
