import { z } from "zod";
import { Cursor, durable } from "./envelope.ts";
import { direct, place } from "./conversations.ts";
import { Forwarded } from "./forwards.ts";
import { MessageId, UserId, WorkspaceId } from "./ids.ts";
import { max_mentions } from "./limits.ts";
import { Nonce } from "./nonce.ts";
import { CreatePoll, Poll } from "./polls.ts";
import { ReactedBy, Reaction } from "./reactions.ts";
import { route, routes } from "./route.ts";
import { Time, visibleText } from "./text.ts";
import { ThreadState } from "./thread-state.ts";
import { User } from "./users.ts";
import { WindowQuery, windowed } from "./windows.ts";

export const max_body = 40_000;
/** The most of a quoted text that the message which quotes it keeps, in code points. */
export const max_quote = 280;

/** Of a root with `@channel`, `@everyone` or `@here` in it, outside of code, by somebody who is no guest. */
const GroupMention = z
	.object({
		word: z.enum(["channel", "here"]).meta({
			description:
				"`channel`: everybody in the conversation but its author. `here`: those of them who were online when it was first in the text",
		}),
		present: z.string().optional().meta({
			description:
				"Of `here`: who was online, by `member_number`. Each hexadecimal digit has four members, the first one the numbers 0 to 3, with the lowest bit for the first of them",
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
		also_sent_as: MessageId.optional().meta({
			description: "Of a reply that was also sent to its conversation: that root. Of such a root: the reply",
		}),
		also_sent_root_id: MessageId.optional().meta({ description: "Of such a root: the root of the reply's thread" }),
		mentioned_user_ids: z
			.array(UserId)
			.meta({ description: `Who can see the message, of the first ${max_mentions} handles in it` }),
		group_mention: GroupMention.optional().meta({ description: "Absent when nobody is called together" }),
		reactions: z.array(Reaction),
		reacted_by: ReactedBy,
		thread_state: ThreadState.optional().meta({ description: "Of roots" }),
	})
	.meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

/** Markdown, trimmed but for the indentation of its first line, 1 to 40,000 characters. */
export const Body = visibleText(max_body, "message body is required");

/** A field of existing clients that is not supported yet: only "" is accepted. */
const absent = (error: string) => z.literal("", error).optional();

/** The other kinds are for bots. */
const Kind = z.enum(["message", "agent_commentary", "agent_tool"]).refine((kind) => kind === "message", {
	error: "agent activity messages require a bot token",
	params: { code: "forbidden" },
});

/** What roots and replies are sent with. */
export const NewMessage = z.object({
	body: Body,
	nonce: Nonce.optional(),
	// fields that existing clients send and that cannot be stored are refused, not dropped
	kind: Kind.optional().meta({ enum: ["message"] }),
	turn_id: absent("turn_id is only valid for agent activity messages"),
	quoted_message_id: MessageId.optional().meta({
		description: "Another root of the conversation; in a thread its root or another reply. It must not be deleted",
	}),
	draft_version: z.int().min(1).optional().meta({
		description: "Of the caller's draft there: if that has not changed since, it is deleted with the sending",
	}),
	topic_id: absent("topics are not supported yet"),
	upload_id: absent("uploads are not supported yet"),
	body_format: z.literal("markdown", "body_format has to be markdown").optional(),
});

export const CreateMessage = NewMessage.extend({
	body: Body.optional().meta({ description: "May be absent where a message is forwarded" }),
	forwarded_message_id: MessageId.optional().meta({
		description: "A message of any conversation that the caller sees, to pass on; not with a quote",
	}),
	poll: CreatePoll.optional().meta({ description: "Its question is the body; neither with a quote nor forwarded" }),
})
	.refine(({ body, forwarded_message_id }) => body !== undefined || forwarded_message_id !== undefined, {
		error: "message body is required",
	})
	.refine(
		({ quoted_message_id, forwarded_message_id, poll }) =>
			[quoted_message_id, forwarded_message_id, poll].filter((part) => part !== undefined).length < 2,
		{ error: "give one of quoted_message_id, forwarded_message_id and poll" },
	)
	.meta({ id: "CreateMessage" });
export type CreateMessage = z.infer<typeof CreateMessage>;

export const EditMessage = z.object({ body: Body }).meta({ id: "EditMessage" });
export type EditMessage = z.infer<typeof EditMessage>;

const messageIds = { message_id: MessageId, root_message_id: MessageId, ...direct, message: Message };
export const MessageCreated = durable("message.created", {
	message_id: MessageId,
	author_id: UserId,
	...direct,
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
		topic_id: absent("topics are not supported yet").meta({ description: "Not supported yet" }),
	}),
	({ mode }) => mode !== undefined,
);
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
		fails: ["nonce_conflict", "conflict"],
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
		fails: ["conflict"],
	}),
	deleteMessage: route("DELETE /api/messages/{message_id}", "Delete a message; idempotent", {
		access: "messages:write",
		who: "its author or the owner",
		limit: "send",
		answers: { 200: [changed(MessageDeleted), "A tombstone stays"] },
	}),
});
