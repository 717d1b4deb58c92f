import { createRoute, z } from "@hono/zod-openapi";
import { ChannelParams } from "./channels.ts";
import { durable } from "./envelope.ts";
import { ChannelId, DirectConversationId, UserId } from "./ids.ts";
import { answer, body, operation } from "./route.ts";
import { Time } from "./text.ts";

/** How far one has read: never moves back, never past the end. */
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

/** Private to the reader: it keeps their devices in step. */
export const ChannelRead = durable("channel.read", { channel_id: ChannelId, user_id: UserId, last_read_seq: z.int() });
export const DirectRead = durable("dm.read", {
	direct_conversation_id: DirectConversationId,
	user_id: UserId,
	last_read_seq: z.int(),
});

const mark = operation("markRead", "reads", "I have read up to here", "messages:read", "whoever sees the channel", [
	"not_found",
]);

export const readRoutes = {
	mark: createRoute({
		...mark.about,
		method: "post",
		path: "/api/channels/{channel_id}/read",
		request: { params: ChannelParams, body: body(MarkRead) },
		responses: { 200: answer(z.object({ receipt: Receipt }), "Where I am now"), ...mark.failures },
	}),
};
