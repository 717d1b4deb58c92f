import { isDirectId } from "./permissions.ts";
import type { ChannelId, DirectConversationId, MyChannel } from "./types.ts";

/** A channel in the projection; direct conversations are beside them. */
export type Conversation = MyChannel;
export type ConversationId = ChannelId | DirectConversationId;

export const isDirect = (id: ConversationId): id is DirectConversationId => isDirectId(id);

/** On the wire each kind of conversation has its own field; exactly one is present. */
interface Place {
	channel_id?: ChannelId | undefined;
	direct_conversation_id?: DirectConversationId | undefined;
}

/** The conversation of a message, a mention or an event. */
export const conversationOf = ({ channel_id, direct_conversation_id }: Place): ConversationId =>
	(channel_id ?? direct_conversation_id)!;
