import {
	isDirect,
	preferenceIn,
	type ConversationId,
	type NotificationPreference,
	type Projection,
} from "@clickclack/sdk";

/** What a conversation calls me for, also one that is not known here. */
export const preferenceAt = (
	{ conversations, direct_conversations }: Pick<Projection, "conversations" | "direct_conversations">,
	id: ConversationId,
): NotificationPreference =>
	preferenceIn((isDirect(id) ? direct_conversations.get(id) : conversations.get(id)) ?? { id });
