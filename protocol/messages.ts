import * as z from "zod";
import { Cursor, durable } from "./envelope.ts";
import { Upload } from "./attachments.ts";
import { direct, place } from "./conversations.ts";
import { Forwarded } from "./forwards.ts";
import { MessageId, TopicId, UserId, WorkspaceId } from "./ids.ts";
import { max_mentions } from "./limits.ts";
import { CreateMessage, EmptyBody } from "./new-message.ts";
import { Nonce } from "./nonce.ts";
import { Poll } from "./polls.ts";
import { ReactedBy, Reaction } from "./reactions.ts";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";
import { ThreadState } from "./thread-state.ts";
import { Topic } from "./topics.ts";
import { User } from "./users.ts";
import { type Window, WindowQuery, windowed } from "./windows.ts";

/** The most of a quoted text that the message which quotes it keeps, in code points. */
export const max_quote = 280;

/** Of a root with `@channel`, `@everyone` or `@here` in it, outside of code, by somebody who is no guest, or with the handle of a group that its author sees. */
const GroupMention = z
	.object({
		word: z.enum(["channel", "here", "group"]).meta({
			description:
				"`channel`: everybody in the conversation but its author. `here`: those of them who were online when it was first in the text. `group`: those who were in the groups in the text when it was written or changed",
		}),
		present: z.string().optional().meta({
			description:
				"Of `here`: who was online, and who was in the groups in the text; of `group` the latter; by `member_number`. Each hexadecimal digit has four members, the first one the numbers 0 to 3, with the lowest bit for the first of them",
		}),
	})
	.meta({ id: "GroupMention" });

/** A root message of a channel or a direct conversation, or a reply in a thread. A deleted one keeps its seq with an empty body. */
export const Message = z
	.object({
		id: MessageId,
		route_id: z.string().optional().meta({ description: "Of roots: for links, `M…`" }),
		workspace_id: WorkspaceId,
		...place,
		author_id: UserId,
		author: User,
		parent_message_id: MessageId.optional().meta({ description: "Of a reply: its root" }),
		thread_root_id: MessageId.meta({ description: "The root; a root's own id" }),
		topic_id: TopicId.optional().meta({ description: "Of roots of channels: their label" }),
		channel_seq: z.int().optional().meta({ description: "Of roots: 1, 2, 3 … without gaps" }),
		thread_seq: z.int().optional().meta({ description: "Of replies: 1, 2, 3 … without gaps" }),
		kind: z.literal("message"),
		body: z.string(),
		body_format: z.literal("markdown"),
		nonce: z.string().optional(),
		created_at: Time,
		edited_at: Time.optional(),
		deleted_at: Time.optional(),
		quoted_message_id: MessageId.optional().meta({ description: "Absent when nothing is quoted, as the other three" }),
		quoted_body_snapshot: z
			.string()
			.optional()
			.meta({ description: `The beginning of its plain text when it was quoted, at most ${max_quote} characters` }),
		quoted_author_id: UserId.optional(),
		quoted_author: User.optional(),
		forwarded: Forwarded.optional(),
		poll: Poll.optional(),
		attachments: z
			.array(Upload)
			.optional()
			.meta({ description: "Its files, in the order in which they were sent; absent without any" }),
		also_sent_as: MessageId.optional().meta({
			description: "Of a reply that was also sent to its conversation: that root. Of such a root: the reply",
		}),
		also_sent_root_id: MessageId.optional().meta({ description: "Of such a root: the root of the reply's thread" }),
		mentioned_user_ids: z.array(UserId).meta({
			description: `Who can see the message, of the first ${max_mentions} handles in it; in a thread also who is in the groups of these`,
		}),
		group_mention: GroupMention.optional().meta({ description: "Absent when nobody is called together" }),
		reactions: z.array(Reaction),
		reacted_by: ReactedBy,
		thread_state: ThreadState.optional().meta({ description: "Of roots" }),
	})
	.meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

export const SetMessageTopic = z
	.object({ topic_id: TopicId.optional().meta({ description: "Absent: the message has none from then on" }) })
	.meta({ id: "SetMessageTopic" });

export const EditMessage = z
	.object({ body: EmptyBody.meta({ description: "Empty only where the message forwards another or has files" }) })
	.meta({ id: "EditMessage" });
export type EditMessage = z.infer<typeof EditMessage>;

const messageIds = { message_id: MessageId, root_message_id: MessageId, ...direct, message: Message };
export const MessageCreated = durable("message.created", {
	message_id: MessageId,
	author_id: UserId,
	...direct,
	topic_id: TopicId.optional(),
	nonce: z.string().optional(),
	correlation_id: z.string().optional(),
	message: Message,
});
export const MessageUpdated = durable("message.updated", messageIds);
export const MessageDeleted = durable("message.deleted", messageIds);

/** A window on a timeline, oldest first. */
export const MessagePage = z
	.object({
		/** the events after it are not in the page yet */
		cursor: Cursor,
		messages: z.array(Message),
		topics: z
			.array(Topic)
			.optional()
			.meta({ description: "Those that the messages have, as far as the caller sees them; absent without any" }),
		oldest_seq: z.int().optional(),
		newest_seq: z.int().optional(),
		has_older: z.boolean(),
		has_newer: z.boolean(),
	})
	.meta({ id: "MessagePage" });
export type MessagePage = z.infer<typeof MessagePage>;

export const ListMessages = windowed(
	WindowQuery.extend({
		mode: z.literal("latest").optional(),
		topic_id: TopicId.optional().meta({ description: "Only messages with this topic, none that is deleted" }),
	}),
	({ mode }) => mode !== undefined,
);
export type ListMessages = Window & { topic_id?: TopicId | undefined };
const ByNonce = z.object({ workspace_id: WorkspaceId, nonce: Nonce });
const changed = <E extends z.ZodType>(event: E) => z.object({ message: Message, event: event.optional() });

const nonceHeaders = z.object({ "X-ClickClack-Message-Nonce": z.literal("supported") });

/** Of sending to a channel or a direct conversation. */
export const sendingAnswers = {
	201: [z.object({ message: Message, event: MessageCreated }), "Sent"],
	200: [z.object({ message: Message }), "Was already sent with this nonce"],
} as const;

export const messageRoutes = routes("messages", {
	getMessageByNonce: route("GET /api/messages/by-nonce", "The caller's message with a nonce", {
		access: "messages:read",
		who: "its author, to read",
		workspace: "query",
		query: ByNonce,
		answers: { 200: [Message, "Found", nonceHeaders] },
		wrap: "message",
		fails: ["conflict"],
	}),
	listMessages: route("GET /api/channels/{channel_id}/messages", "A window on a channel: roots, oldest first", {
		access: "messages:read",
		who: "anyone who sees the channel",
		conversation: true,
		query: ListMessages,
		answers: { 200: [MessagePage, "Deleted ones as tombstones"] },
	}),
	createMessage: route("POST /api/channels/{channel_id}/messages", "Send a message", {
		access: "messages:write",
		who: "anyone who sees the channel and may take part",
		limit: "send",
		conversation: true,
		body: CreateMessage,
		correlated: true,
		answers: sendingAnswers,
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
	getMessage: route("GET /api/messages/{message_id}", "One message", {
		access: "messages:read",
		who: "anyone who sees the channel",
		answers: { 200: [Message, "The message"] },
		wrap: "message",
	}),
	editMessage: route("PATCH /api/messages/{message_id}", "Edit the caller's message", {
		access: "messages:write",
		who: "its author",
		limit: "send",
		body: EditMessage,
		answers: { 200: [changed(MessageUpdated), "Edited"] },
		fails: ["conflict", "word_filtered"],
	}),
	setMessageTopic: route("POST /api/messages/{message_id}/topic", "Give a message a topic, or take it off", {
		access: "messages:write",
		who: "its author or moderators",
		limit: "send",
		body: SetMessageTopic,
		answers: { 200: [changed(MessageUpdated), "It is so now; idempotent"] },
		fails: ["conflict"],
	}),
	deleteMessage: route("DELETE /api/messages/{message_id}", "Delete a message; idempotent", {
		access: "messages:write",
		who: "its author or the owner",
		limit: "send",
		answers: { 200: [changed(MessageDeleted), "A tombstone stays"] },
	}),
});
