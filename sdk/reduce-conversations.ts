import { type Conversation, type ConversationId, conversationOf, isDirect } from "./conversations.ts";
import { defaultPreference } from "./notification-preferences.ts";
import type { Mention, Projection } from "./projection.ts";
import { bounded } from "./reduce-counts.ts";
import type { DirectConversation, NotificationPreference } from "./types.ts";

export const findConversation = (
	{ conversations, direct_conversations }: Projection,
	id: ConversationId,
): Conversation | DirectConversation | undefined =>
	isDirect(id) ? direct_conversations.get(id) : conversations.get(id);

/** Whether messages in it count for the caller: they are in the channel, or have not closed the direct conversation. */
export const isMine = (conversation: Conversation | DirectConversation): boolean =>
	"is_member" in conversation ? conversation.is_member : conversation.hidden_at === undefined;

/** Changes a channel of the projection. */
export function patchChannel(
	{ conversations }: Projection,
	id: ConversationId,
	change: (channel: Conversation) => Conversation,
): void {
	const channel = conversations.get(id);
	if (channel) conversations.set(id, bounded(change(channel)));
}

/** Conversations of the projection, and others, such as archived channels, with a loaded window. */
export function conversationsIn({ conversations, direct_conversations, timelines }: Projection): Set<ConversationId> {
	const loaded = [...timelines].flatMap(([key, { messages }]) => {
		const [first] = messages;
		if (first) return conversationOf(first);
		return isConversation(key) ? key : [];
	});
	return new Set([...conversations.keys(), ...direct_conversations.keys(), ...loaded]);
}

/** The key of a thread's window is the id of its root, that of a topic has a space in it. */
const isConversation = (key: string): key is ConversationId => /^(chn|dm)_\w+$/.test(key);

/** The listed unread mentions in a conversation. */
export const mentionsIn = ({ mentions }: Projection, id: ConversationId): Mention[] =>
	[...mentions.values()].filter(({ conversation_id }) => conversation_id === id);

/** Its mentions are counted from now on without knowing which they are. */
export function unlistMentions(projection: Projection, id: ConversationId): void {
	for (const { message_id } of mentionsIn(projection, id)) projection.mentions.delete(message_id);
}

/** Removes everything but the windows. */
export function omitConversation(projection: Projection, id: ConversationId): void {
	if (isDirect(id)) projection.direct_conversations.delete(id);
	else projection.conversations.delete(id);
	projection.unsure.delete(id);
	unlistMentions(projection, id);
}

/** The default is said by nothing, as in a snapshot. */
export function applyPreference(
	{ conversations, direct_conversations }: Projection,
	id: ConversationId,
	chosen: NotificationPreference,
): void {
	const patch = <Id, T extends { notification_preference?: NotificationPreference }>(map: Map<Id, T>, key: Id) => {
		const { notification_preference: _, ...known } = map.get(key) ?? {};
		const changed = chosen === defaultPreference(id) ? known : { ...known, notification_preference: chosen };
		if (map.has(key)) map.set(key, changed as T);
	};
	if (isDirect(id)) patch(direct_conversations, id);
	else patch(conversations, id);
}

/** Drops the windows on a conversation and on its threads, and its pins. */
export function dropTimelines({ timelines, pins }: Pick<Projection, "timelines" | "pins">, id: ConversationId): void {
	pins.delete(id);
	const roots = new Set<string>(timelines.get(id)?.messages.map((message) => message.id));
	for (const [key, { messages }] of timelines) {
		const [first] = messages;
		if (key === id || key.endsWith(` ${id}`) || roots.has(key) || (first && conversationOf(first) === id))
			timelines.delete(key);
	}
}

/** Removes a conversation that the caller may no longer see. */
export function forgetConversation(projection: Projection, id: ConversationId): void {
	omitConversation(projection, id);
	dropTimelines(projection, id);
}
