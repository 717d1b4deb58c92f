import * as z from "zod";
import { most_counted } from "./counting.ts";
import { Cursor, durable } from "./envelope.ts";
import { ChannelId, DirectConversationId, MessageId, UserId } from "./ids.ts";
import { max_positions } from "./limits.ts";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";

const scope_id = z.union([ChannelId, DirectConversationId]);
const Seq = z.int().max(Number.MAX_SAFE_INTEGER);
const Position = Seq.min(0, "seq must be non-negative");

/** How far somebody has read in a conversation: fields of a channel and of a direct conversation. */
export const reading = {
	last_read_seq: z.int(),
	unread_count: z.int().meta({
		description: `Messages of others after last_read_seq that are not deleted, also in channels that the caller has not joined; 0 while it is archived, ${most_counted} where last_seq is farther away than that`,
	}),
	mention_count: z.int().meta({
		description:
			"Those of them that mention the caller; 0 while a direct conversation is hidden, and for others than members",
	}),
	as_of: Cursor.optional().meta({
		description: "Where one conversation is answered: the counts have all events up to here in them",
	}),
};

/** A read position: never past the end. */
export const Receipt = z
	.object({ scope_id, user_id: UserId, last_read_seq: z.int(), last_read_at: Time })
	.meta({ id: "Receipt" });
export type Receipt = z.infer<typeof Receipt>;

export const MarkRead = z.object({ seq: Position }).meta({ id: "MarkRead" });

export const MarkUnread = z
	.object({ seq: Seq.min(1).meta({ description: "Of the message that is the first unread one from now on" }) })
	.meta({ id: "MarkUnread" });

/** How far somebody had read, or is to have read. */
export const ReadPosition = z.object({ scope_id, last_read_seq: Position }).meta({ id: "ReadPosition" });
export type ReadPosition = z.infer<typeof ReadPosition>;

/** The same of a thread that the caller follows. */
export const ThreadPosition = z
	.object({ root_message_id: MessageId, last_read_seq: Position })
	.meta({ id: "ThreadPosition" });
export type ThreadPosition = z.infer<typeof ThreadPosition>;

export const MarkAllRead = z
	.object({
		only: z
			.enum(["threads"])
			.optional()
			.meta({ description: "The threads that the caller follows, and no conversations" }),
	})
	.meta({ id: "MarkAllRead" });
export type MarkAllRead = z.infer<typeof MarkAllRead>;

export const MarkedAllRead = z
	.object({
		previous: z.array(ReadPosition).meta({ description: "What was unread, and how far it had been read" }),
		previous_threads: z.array(ThreadPosition).meta({ description: "The same of the threads that the caller follows" }),
		has_more: z.boolean().meta({ description: `More was unread than ${max_positions} of either: ask again` }),
	})
	.meta({ id: "MarkedAllRead" });
export type MarkedAllRead = z.infer<typeof MarkedAllRead>;

export const SetReadPositions = z
	.object({
		positions: z.array(ReadPosition).max(max_positions),
		threads: z.array(ThreadPosition).max(max_positions).optional(),
	})
	.meta({ id: "SetReadPositions" });
export type SetReadPositions = z.infer<typeof SetReadPositions>;

/** What is counted after a position, in the log where the event is. Events of earlier versions lack it. */
export const countsThen = { unread_count: z.int().optional(), mention_count: z.int().optional() };

/** Goes to the reader's own devices only, to keep them in sync. The position may be lower than before: the later event holds. */
export const ChannelRead = durable("channel.read", {
	channel_id: ChannelId,
	user_id: UserId,
	last_read_seq: z.int(),
	...countsThen,
});
export const DirectRead = durable("dm.read", {
	direct_conversation_id: DirectConversationId,
	user_id: UserId,
	last_read_seq: z.int(),
	...countsThen,
});

const inChannel = { access: "messages:read", who: "anyone who sees the channel", conversation: true } as const;
const inDirect = { access: "dms:read", who: "those in the conversation", conversation: true } as const;
const inWorkspace = { access: "messages:read", who: "any member" } as const;
const receipt = { answers: { 200: [Receipt, "The new position"] }, wrap: "receipt" } as const;
const receipts = { answers: { 200: [z.array(Receipt), "The new positions"] }, wrap: "receipts" } as const;

export const readRoutes = routes("reads", {
	markRead: route("POST /api/channels/{channel_id}/read", "Move the caller's read position forward", {
		...inChannel,
		body: MarkRead,
		...receipt,
	}),
	markDirectRead: route("POST /api/dms/{direct_conversation_id}/read", "Move the caller's read position forward", {
		...inDirect,
		body: MarkRead,
		...receipt,
	}),
	markUnread: route("POST /api/channels/{channel_id}/unread", "Mark messages as unread from one of them on", {
		...inChannel,
		body: MarkUnread,
		...receipt,
	}),
	markDirectUnread: route(
		"POST /api/dms/{direct_conversation_id}/unread",
		"Mark messages as unread from one of them on",
		{ ...inDirect, body: MarkUnread, ...receipt },
	),
	markAllRead: route("POST /api/workspaces/{workspace_id}/read", "Mark everything as read that counts as unread", {
		...inWorkspace,
		body: MarkAllRead,
		answers: { 200: [MarkedAllRead, "What was unread before"] },
	}),
	setReadPositions: route(
		"POST /api/workspaces/{workspace_id}/read-positions",
		"Set read positions in several conversations, as to undo that everything was marked as read",
		{ ...inWorkspace, body: SetReadPositions, ...receipts },
	),
});
