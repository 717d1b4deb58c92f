import { type Conversation, type ConversationId, conversationOf } from "./conversations.ts";
import type { Mention, Projection } from "./projection.ts";

/** Changes a conversation of the projection, and computes its unread count again. */
export function patchConversation(
	projection: Projection,
	id: ConversationId,
	change: (conversation: Conversation) => Conversation,
): void {
	const conversation = projection.conversations.get(id);
	if (!conversation) return;
	const next = change(conversation);
	const unread_count = Math.max(0, next.last_seq - next.last_read_seq);
	projection.conversations.set(id, { ...next, unread_count });
}

/** Conversations of the projection, and others, such as archived channels, with a loaded window. */
export function conversationsIn({ conversations, timelines }: Projection): Set<ConversationId> {
	const loaded = [...timelines].flatMap(([key, { messages }]) => {
		const [first] = messages;
		if (first) return conversationOf(first);
		return isConversation(key) ? key : [];
	});
	return new Set([...conversations.keys(), ...loaded]);
}

/** The key of a thread's window is the id of its root. */
const isConversation = (key: string): key is ConversationId => !key.startsWith("msg_");

/** The listed unread mentions in a conversation. */
export const mentionsIn = ({ mentions }: Projection, id: ConversationId): Mention[] =>
	[...mentions.values()].filter(({ conversation_id }) => conversation_id === id);

/** Removes everything but the windows. */
export function omitConversation(projection: Projection, id: ConversationId): void {
	projection.conversations.delete(id);
	projection.unsure.delete(id);
	for (const { message_id } of mentionsIn(projection, id)) projection.mentions.delete(message_id);
}

/** Drops the windows on a conversation and on its threads. */
export function dropTimelines({ timelines }: Pick<Projection, "timelines">, id: ConversationId): void {
	const roots = new Set<string>(timelines.get(id)?.messages.map((message) => message.id));
	for (const [key, { messages }] of timelines) {
		const [first] = messages;
		if (key === id || roots.has(key) || (first && conversationOf(first) === id)) timelines.delete(key);
	}
}

/** Removes a conversation that the caller may no longer see. */
export function forgetConversation(projection: Projection, id: ConversationId): void {
	omitConversation(projection, id);
	dropTimelines(projection, id);
}
