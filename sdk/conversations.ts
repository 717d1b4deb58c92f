import type { MyChannel } from "./types.ts";

/** A conversation in the projection. Channels are the one kind today; direct conversations will be another. */
export type Conversation = MyChannel;
export type ConversationId = `chn_${string}` | `dm_${string}`;

/** On the wire each kind of conversation has its own field; exactly one is present. */
interface Place {
	channel_id?: `chn_${string}` | undefined;
	direct_conversation_id?: `dm_${string}` | undefined;
}

/** The conversation of a message, a mention or an event. */
export const conversationOf = ({ channel_id, direct_conversation_id }: Place): ConversationId =>
	(channel_id ?? direct_conversation_id)!;
