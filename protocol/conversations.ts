import { ChannelId, DirectConversationId } from "./ids.ts";
import { isDirectId } from "./permissions.ts";

/** Where a message is said. Inside the server it is one id; on the wire channels and direct conversations have separate fields. */
export type ConversationId = ChannelId | DirectConversationId;

export interface Place {
	channel_id?: ChannelId | undefined;
	direct_conversation_id?: DirectConversationId | undefined;
}

/** The place as fields of an answer: exactly one is present. */
export const place = { channel_id: ChannelId.optional(), direct_conversation_id: DirectConversationId.optional() };

/** Refuses a request about two places. */
export const isOnePlace = ({ channel_id, direct_conversation_id }: Place): boolean =>
	channel_id === undefined || direct_conversation_id === undefined;

/** In the payload of an event of a direct conversation; a channel's id is outside the payload. */
export const direct = { direct_conversation_id: DirectConversationId.optional() };

export const isDirect = (id: ConversationId): id is DirectConversationId => isDirectId(id);

export const toPlace = (id: ConversationId): Place =>
	isDirect(id) ? { direct_conversation_id: id } : { channel_id: id };

/** The fields as one id, which is the input of the workspace's commands. */
export type Conversing<T> = Omit<T, keyof Place> &
	(T extends { channel_id: ChannelId } | { direct_conversation_id: DirectConversationId }
		? { conversation_id: ConversationId }
		: { conversation_id?: ConversationId | undefined });
export const conversing = ({ channel_id, direct_conversation_id, ...rest }: Place): object => ({
	...rest,
	conversation_id: channel_id ?? direct_conversation_id,
});

/** The conversation of a message, an event, a mention or a search result. */
export const conversationOf = ({ channel_id, direct_conversation_id }: Place): ConversationId =>
	(channel_id ?? direct_conversation_id)!;
