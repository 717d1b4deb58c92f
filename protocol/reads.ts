import { z } from "zod";
import { durable } from "./envelope.ts";
import { ChannelId, DirectConversationId, UserId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";

/** A read position: never moves back, never past the end. */
export const Receipt = z
	.object({
		scope_id: z.union([ChannelId, DirectConversationId]),
		user_id: UserId,
		last_read_seq: z.int(),
		last_read_at: Time,
	})
	.meta({ id: "Receipt" });
export type Receipt = z.infer<typeof Receipt>;

export const MarkRead = z
	.object({ seq: z.int().min(0, "seq must be non-negative").max(Number.MAX_SAFE_INTEGER) })
	.meta({ id: "MarkRead" });

/** Goes to the reader's own devices only, to keep them in sync. */
export const ChannelRead = durable("channel.read", { channel_id: ChannelId, user_id: UserId, last_read_seq: z.int() });
export const DirectRead = durable("dm.read", {
	direct_conversation_id: DirectConversationId,
	user_id: UserId,
	last_read_seq: z.int(),
});

export const readRoutes = routes("reads", {
	markRead: route("POST /api/channels/{channel_id}/read", "Set the caller's read position", {
		access: "messages:read",
		who: "anyone who sees the channel",
		conversation: true,
		body: MarkRead,
		answers: { 200: [Receipt, "The new position"] },
		wrap: "receipt",
	}),
});
