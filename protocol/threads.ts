import * as z from "zod";
import { named_twice, namesUploadsOnce, uploadsOf } from "./attachments.ts";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { Message, MessageCreated, MessagePage } from "./messages.ts";
import { NewMessage, max_body } from "./new-message.ts";
import { visibleTextOrNone } from "./text.ts";
import { route, routes } from "./route.ts";
import { ThreadState } from "./thread-state.ts";
import { MyThread } from "./thread-follows.ts";
import { WindowQuery, windowed } from "./windows.ts";

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
	root_author_id: UserId.optional().meta({ description: "Absent in older events" }),
	thread_state: ThreadState,
});

export const Thread = MessagePage.omit({ cursor: true, messages: true })
	.extend({ root: Message, replies: z.array(Message), thread_state: ThreadState, mine: MyThread })
	.meta({ id: "Thread" });
export type Thread = z.infer<typeof Thread>;

const Opened = WindowQuery.extend({
	latest: z.enum(["true", "false"]).optional().meta({ description: "true: the newest window; otherwise the earliest" }),
});
const OpenThread = windowed(
	// loose, so that a `mode` is seen and refused
	(Opened.loose() as unknown as typeof Opened).refine((query) => !("mode" in query), {
		error: "mode is for channels: in a thread use latest=true for the newest replies",
	}),
	({ latest }) => latest === "true",
);

const Replied = z.object({
	message: Message,
	thread_state: ThreadState,
	also: z
		.object({ message: Message, event: MessageCreated })
		.optional()
		.meta({ description: "The root that was also sent to the conversation" }),
});

const CreateReply = NewMessage.extend({
	body: visibleTextOrNone(max_body, "reply body is required")
		.optional()
		.meta({ description: "May be absent, or empty, where the reply has files" }),
	also_send: z.boolean().optional().meta({
		description: "true: also as a root of the conversation. An edit or a deletion of one of the two is of both",
	}),
})
	.refine((reply) => Boolean(reply.body) || uploadsOf(reply).length > 0, { error: "reply body is required" })
	.refine(namesUploadsOnce, named_twice)
	.meta({ id: "CreateReply" });

export const threadRoutes = routes("threads", {
	getThread: route("GET /api/messages/{message_id}/thread", "A thread: its root and a window on its replies", {
		access: "threads:read",
		who: "anyone who sees the channel",
		query: OpenThread,
		answers: { 200: [Thread, "A reply's id returns its whole thread"] },
	}),
	replyInThread: route("POST /api/messages/{message_id}/thread/replies", "Reply to a root message", {
		access: "threads:write",
		who: "anyone who sees the channel and may take part",
		limit: "send",
		body: CreateReply,
		correlated: true,
		answers: {
			201: [Replied.extend({ events: z.tuple([ThreadReplyCreated, ThreadStateUpdated]) }), "Sent"],
			200: [Replied, "Was already sent with this nonce"],
		},
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
});
