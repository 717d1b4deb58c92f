import * as z from "zod";
import { place } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, ScheduledMessageId, TopicId, UserId, WorkspaceId } from "./ids.ts";
import { Message, MessageCreated } from "./messages.ts";
import { Body } from "./new-message.ts";
import { Nonce } from "./nonce.ts";
import { route, routes } from "./route.ts";
import { LaterTime, Time, limit } from "./text.ts";
import { ThreadReplyCreated } from "./threads.ts";

/** A message that is sent later. Nobody but its author sees it before. */
export const ScheduledMessage = z
	.object({
		id: ScheduledMessageId,
		workspace_id: WorkspaceId,
		...place,
		thread_root_id: MessageId.optional().meta({ description: "Of a reply" }),
		also_send: z.boolean(),
		quoted_message_id: MessageId.optional(),
		topic_id: TopicId.optional().meta({
			description: "Left out when it is sent, if it is archived or deleted by then",
		}),
		body: z.string(),
		nonce: z.string().meta({ description: "Of the message when it is sent" }),
		send_at: Time,
		created_at: Time,
		failure: z.string().optional().meta({ description: "Why it could not be sent, for people; absent while it waits" }),
	})
	.meta({ id: "ScheduledMessage" });
export type ScheduledMessage = z.infer<typeof ScheduledMessage>;

/**
 * Goes to the person's own devices only. That one was sent has no event: the message has its nonce.
 */
export const ScheduledMessageUpdated = durable("scheduled_message.updated", {
	scheduled_id: ScheduledMessageId,
	user_id: UserId,
	state: z.enum(["waiting", "failed", "cancelled"]),
});

/** Refused in words: left out, it would be missing without a word when the message is sent. */
const impossible = (error: string) => z.never({ error }).optional().meta({ type: "null", description: error });

export const CreateScheduledMessage = z
	.object({
		body: Body,
		send_at: LaterTime,
		nonce: Nonce.optional().meta({ description: "A repeated request with it schedules nothing more" }),
		thread_root_id: MessageId.optional().meta({ description: "To reply in this thread" }),
		also_send: z.boolean().optional(),
		quoted_message_id: MessageId.optional(),
		topic_id: TopicId.optional().meta({ description: "Of the channel, or for all channels; replies have none" }),
		poll: impossible("polls cannot be scheduled"),
		upload_id: z.literal("", "files cannot be scheduled").optional(),
		upload_ids: impossible("files cannot be scheduled"),
		forwarded_message_id: impossible("forwarded messages cannot be scheduled"),
	})
	.meta({ id: "CreateScheduledMessage" });
export type CreateScheduledMessage = z.infer<typeof CreateScheduledMessage>;

export const UpdateScheduledMessage = z
	.object({ body: Body.optional(), send_at: LaterTime.optional() })
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateScheduledMessage", minProperties: 1 });
export type UpdateScheduledMessage = z.infer<typeof UpdateScheduledMessage>;

export const ListScheduledMessages = z.object({ limit: limit(50, 100), cursor: ScheduledMessageId.optional() });
export type ListScheduledMessages = z.infer<typeof ListScheduledMessages>;

export const ScheduledMessagePage = z
	.object({
		scheduled: z.array(ScheduledMessage).meta({ description: "Those that failed first, then by time" }),
		next_cursor: ScheduledMessageId.optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "ScheduledMessagePage" });
export type ScheduledMessagePage = z.infer<typeof ScheduledMessagePage>;

const event = ScheduledMessageUpdated.optional();
const changed = z.object({ scheduled_message: ScheduledMessage, event });
const creating = {
	access: "human",
	limit: "send",
	conversation: true,
	body: CreateScheduledMessage,
	answers: { 201: [changed, "Scheduled"], 200: [changed, "Was already scheduled with this nonce"] },
} as const;
const mine = { access: "human", who: "its author who may take part" } as const;

export const scheduledMessageRoutes = routes("scheduled", {
	listScheduledMessages: route("GET /api/workspaces/{workspace_id}/scheduled", "My messages that are sent later", {
		access: "human",
		who: "any member",
		query: ListScheduledMessages,
		answers: { 200: [ScheduledMessagePage, "A page: as many as `limit`, or fewer where they are long"] },
	}),
	scheduleMessage: route("POST /api/channels/{channel_id}/scheduled", "Send a message, or a reply, later", {
		...creating,
		who: "anyone who sees the channel and may take part",
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
	scheduleDirectMessage: route("POST /api/dms/{direct_conversation_id}/scheduled", "Send a direct message later", {
		...creating,
		who: "those in the conversation who may take part",
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
	updateScheduledMessage: route("PATCH /api/scheduled/{scheduled_id}", "Change its text or its time", {
		...mine,
		body: UpdateScheduledMessage,
		answers: { 200: [changed, "It waits for its time, also after it had failed"] },
		fails: ["word_filtered"],
	}),
	cancelScheduledMessage: route("DELETE /api/scheduled/{scheduled_id}", "Do not send it", {
		access: "human",
		who: "any member who may take part",
		answers: { 200: [z.object({ event }), "Cancelled; without an event, the caller has no such one any more"] },
	}),
	sendScheduledMessage: route("POST /api/scheduled/{scheduled_id}/send", "Send it now", {
		...mine,
		limit: "send",
		answers: {
			200: [
				z.object({ message: Message, event: z.union([MessageCreated, ThreadReplyCreated]).optional() }),
				"Sent; without an event, its nonce had been sent before",
			],
		},
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
});
