import { createRoute, z } from "@hono/zod-openapi";
import { ChannelParams } from "./channels.ts";
import { durable } from "./envelope.ts";
import { direct, place } from "./conversations.ts";
import { MessageId, UserId, WorkspaceId } from "./ids.ts";
import { max_mentions } from "./limits.ts";
import { ReactedBy, Reaction } from "./reactions.ts";
import { answer, body, operation } from "./route.ts";
import { Seq, Time, codePoints, limit, text } from "./text.ts";
import { User } from "./users.ts";

export const max_body = 40_000;

/** What stands under a root message: how many replies, who wrote last. */
export const ThreadState = z
	.object({
		root_message_id: MessageId,
		reply_count: z.int(),
		last_reply_at: Time.optional(),
		last_reply_author_ids: z.array(UserId).meta({ description: "The latest three, newest first" }),
	})
	.meta({ id: "ThreadState" });
export type ThreadState = z.infer<typeof ThreadState>;

/** A root message of a channel or a direct conversation, or a reply in a thread. A deleted one keeps its place with an empty body. */
export const Message = z
	.object({
		id: MessageId,
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
		mentioned_user_ids: z
			.array(UserId)
			.meta({ description: `Who can see the message, of the first ${max_mentions} handles in it` }),
		reactions: z.array(Reaction),
		reacted_by: ReactedBy,
		thread_state: ThreadState.optional().meta({ description: "Of roots" }),
	})
	.meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

/** The sender's own key: sending again with the same one never makes a second message. */
export const Nonce = z
	.string()
	.min(1, "nonce is required")
	.refine((nonce) => codePoints(nonce) <= 128, "nonce is too long")
	.refine((nonce) => nonce.isWellFormed(), "nonce must be valid UTF-8")
	.refine((nonce) => !nonce.includes("\0"), "nonce must not contain NUL")
	.meta({ minLength: 1, maxLength: 128 });

/** Markdown, trimmed, 1 to 40,000 characters. */
export const Body = text(1, max_body, "message body is required");

/** A field that some clients know and that has no place here yet. */
const absent = (error: string) => z.literal("", error).optional();

export const CreateMessage = z
	.object({
		body: Body,
		nonce: Nonce.optional(),
		// what clients of other servers send, and what is not kept here, is refused rather than lost
		kind: z.literal("message", "agent activity messages are not supported yet").optional(),
		turn_id: absent("turn_id is only valid for agent activity messages"),
		quoted_message_id: absent("quotes are not supported yet"),
	})
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
		messages: z.array(Message),
		oldest_seq: z.int().optional(),
		newest_seq: z.int().optional(),
		has_older: z.boolean(),
		has_newer: z.boolean(),
	})
	.meta({ id: "MessagePage" });
export type MessagePage = z.infer<typeof MessagePage>;

/** At most one of the three; none means the newest window. */
export const Window = z.object({
	before_seq: Seq.optional(),
	after_seq: Seq.optional(),
	around_seq: Seq.optional(),
	limit: limit(100, 200),
});
export type Window = z.infer<typeof Window>;

/** @param newest the parameter that asks for the end, which is an anchor too */
export const oneAnchor = ({ before_seq, after_seq, around_seq }: Partial<Window>, newest?: string): boolean =>
	[before_seq, after_seq, around_seq, newest].filter((anchor) => anchor !== undefined).length <= 1;
export const oneAnchorError = "before_seq, after_seq, and around_seq are mutually exclusive";

const ListMessages = Window.extend({ mode: z.literal("latest").optional() }).refine(
	(query) => oneAnchor(query, query.mode),
	oneAnchorError,
);
const ByNonce = z.object({ workspace_id: WorkspaceId, nonce: Nonce });
export const MessageParams = z.object({ message_id: MessageId });
const MessageAnswer = z.object({ message: Message });
const changed = <E extends z.ZodType>(event: E) => z.object({ message: Message, event: event.optional() });

const list = operation(
	"listMessages",
	"messages",
	"A window on a channel: roots, oldest first",
	"messages:read",
	"whoever sees the channel",
	["not_found"],
);
const create = operation(
	"createMessage",
	"messages",
	"Send a message",
	"messages:write",
	"whoever sees the channel and may take part",
	["not_found", "nonce_conflict", "moderated", "conflict"],
);
const byNonce = operation(
	"getMessageByNonce",
	"messages",
	"My message with this nonce",
	"messages:read",
	"its author, to read",
	["not_found"],
);
const get = operation("getMessage", "messages", "One message", "messages:read", "whoever sees the channel", [
	"not_found",
]);
const edit = operation("editMessage", "messages", "Edit my message", "messages:write", "its author", [
	"not_found",
	"moderated",
	"conflict",
]);
const remove = operation(
	"deleteMessage",
	"messages",
	"Delete a message; safe to repeat",
	"messages:write",
	"its author or the owner",
	["not_found", "moderated"],
);

const nonceHeaders = z.object({ "X-ClickClack-Message-Nonce": z.literal("supported") });

export const messageRoutes = {
	byNonce: createRoute({
		...byNonce.about,
		method: "get",
		path: "/api/messages/by-nonce",
		request: { query: ByNonce },
		responses: { 200: { ...answer(MessageAnswer, "Found"), headers: nonceHeaders }, ...byNonce.failures },
	}),
	list: createRoute({
		...list.about,
		method: "get",
		path: "/api/channels/{channel_id}/messages",
		request: { params: ChannelParams, query: ListMessages },
		responses: { 200: answer(MessagePage, "Deleted ones as tombstones"), ...list.failures },
	}),
	create: createRoute({
		...create.about,
		method: "post",
		path: "/api/channels/{channel_id}/messages",
		request: { params: ChannelParams, body: body(CreateMessage) },
		responses: {
			201: answer(z.object({ message: Message, event: MessageCreated }), "Sent"),
			200: answer(MessageAnswer, "Was already sent with this nonce"),
			...create.failures,
		},
	}),
	get: createRoute({
		...get.about,
		method: "get",
		path: "/api/messages/{message_id}",
		request: { params: MessageParams },
		responses: { 200: answer(MessageAnswer, "The message"), ...get.failures },
	}),
	edit: createRoute({
		...edit.about,
		method: "patch",
		path: "/api/messages/{message_id}",
		request: { params: MessageParams, body: body(EditMessage) },
		responses: { 200: answer(changed(MessageUpdated), "Edited"), ...edit.failures },
	}),
	delete: createRoute({
		...remove.about,
		method: "delete",
		path: "/api/messages/{message_id}",
		request: { params: MessageParams },
		responses: { 200: answer(changed(MessageDeleted), "A tombstone is left"), ...remove.failures },
	}),
};
