import { createRoute, z } from "@hono/zod-openapi";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId } from "./ids.ts";
import {
	CreateMessage,
	Message,
	MessagePage,
	MessageParams,
	ThreadState,
	Window,
	oneAnchor,
	oneAnchorError,
} from "./messages.ts";
import { answer, body, operation } from "./route.ts";

export const ThreadReplyCreated = durable("thread.reply_created", {
	message_id: MessageId,
	root_message_id: MessageId,
	...direct,
	nonce: z.string().optional(),
	correlation_id: z.string().optional(),
	message: Message,
});
export const ThreadStateUpdated = durable("thread.state_updated", {
	root_message_id: MessageId,
	...direct,
	thread_state: ThreadState,
});

export const Thread = MessagePage.omit({ messages: true })
	.extend({ root: Message, replies: z.array(Message), thread_state: ThreadState })
	.meta({ id: "Thread" });
export type Thread = z.infer<typeof Thread>;

const OpenThread = Window.extend({
	latest: z.enum(["true", "false"]).optional().meta({ description: "true: the newest window; otherwise the earliest" }),
}).refine((query) => oneAnchor(query, query.latest === "true" ? query.latest : undefined), oneAnchorError);

const open = operation(
	"getThread",
	"threads",
	"A thread: its root and a window on its replies",
	"threads:read",
	"whoever sees the channel",
	["not_found"],
);
const reply = operation(
	"replyInThread",
	"threads",
	"Reply to a root message",
	"threads:write",
	"whoever sees the channel and may take part",
	["not_found", "nonce_conflict", "moderated", "conflict"],
);

const Replied = z.object({ message: Message, thread_state: ThreadState });

export const threadRoutes = {
	get: createRoute({
		...open.about,
		method: "get",
		path: "/api/messages/{message_id}/thread",
		request: { params: MessageParams, query: OpenThread },
		responses: { 200: answer(Thread, "A reply's id answers its whole thread"), ...open.failures },
	}),
	reply: createRoute({
		...reply.about,
		method: "post",
		path: "/api/messages/{message_id}/thread/replies",
		request: { params: MessageParams, body: body(CreateMessage) },
		responses: {
			201: answer(Replied.extend({ events: z.tuple([ThreadReplyCreated, ThreadStateUpdated]) }), "Sent"),
			200: answer(Replied, "Was already sent with this nonce"),
			...reply.failures,
		},
	}),
};
