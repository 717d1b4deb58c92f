import * as z from "zod";
import { direct, place } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { ChannelId, MessageId, PinId, UserId, WorkspaceId } from "./ids.ts";
import { Message } from "./messages.ts";
import { route, routes } from "./route.ts";
import { Time, limit } from "./text.ts";

/** The most messages that are pinned in a conversation at once. */
export const max_pins = 100;

/** That a message is pinned: everybody who sees the conversation sees it. */
export const PinnedMessage = z
	.object({
		id: PinId,
		workspace_id: WorkspaceId,
		...place,
		message_id: MessageId,
		pinned_by: UserId,
		created_at: Time.meta({ description: "When it was pinned" }),
	})
	.meta({ id: "PinnedMessage" });
export type PinnedMessage = z.infer<typeof PinnedMessage>;

/** `pinned_by` is who had pinned it, of a removal too. */
const change = { channel_id: ChannelId.optional(), ...direct, message_id: MessageId, pinned_by: UserId };
export const PinAdded = durable("pin.added", { ...change, message: Message });
export const PinRemoved = durable("pin.removed", change);

export const ListPins = z.object({ limit: limit(max_pins, max_pins), cursor: PinId.optional() });
export type ListPins = z.infer<typeof ListPins>;

export const PinPage = z
	.object({
		messages: z.array(Message).meta({ description: "The one that was pinned last comes first" }),
		pins: z.array(PinnedMessage).meta({ description: "All of the conversation, in the same order" }),
		next_cursor: PinId.optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "PinPage" });
export type PinPage = z.infer<typeof PinPage>;

export const PinMessage = z.object({ message_id: MessageId }).meta({ id: "PinMessage" });

const part = {
	access: "messages:write",
	who: "anyone who sees the channel and may take part",
	limit: "send",
	conversation: true,
} as const;
const directPart = { ...part, access: "dms:write", who: "those in the conversation who may take part" } as const;

const listed = [PinPage, "A page: as many messages as `limit`, or fewer where they are long"] as const;
const pinned = [z.object({ pinned_message: PinnedMessage, event: PinAdded }), "Pinned"] as const;
const unpinned = [z.object({ event: PinRemoved }), "Not pinned any more"] as const;

export const pinRoutes = routes("pins", {
	listPins: route("GET /api/channels/{channel_id}/pins", "The pinned messages of a channel, roots and replies", {
		access: "messages:read",
		who: "anyone who sees the channel",
		conversation: true,
		query: ListPins,
		answers: { 200: listed },
	}),
	pinMessage: route("POST /api/channels/{channel_id}/pins", "Pin a message for everybody in the channel", {
		...part,
		body: PinMessage,
		answers: { 201: pinned },
		fails: ["conflict"],
	}),
	unpinMessage: route("DELETE /api/channels/{channel_id}/pins/{message_id}", "Unpin a message", {
		...part,
		answers: { 200: unpinned },
	}),
	listDirectPins: route("GET /api/dms/{direct_conversation_id}/pins", "The pinned messages of a direct conversation", {
		access: "dms:read",
		who: "those in the conversation",
		conversation: true,
		query: ListPins,
		answers: { 200: listed },
	}),
	pinDirectMessage: route("POST /api/dms/{direct_conversation_id}/pins", "Pin a message for everybody in it", {
		...directPart,
		body: PinMessage,
		answers: { 201: pinned },
		fails: ["conflict"],
	}),
	unpinDirectMessage: route("DELETE /api/dms/{direct_conversation_id}/pins/{message_id}", "Unpin a message", {
		...directPart,
		answers: { 200: unpinned },
	}),
});
