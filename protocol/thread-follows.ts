import * as z from "zod";
import { place } from "./conversations.ts";
import { most_counted_replies } from "./counting.ts";
import { Cursor, durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { Message } from "./messages.ts";
import { MarkRead, MarkUnread } from "./reads.ts";
import { route, routes } from "./route.ts";
import { limit } from "./text.ts";

/** As many threads of one person are looked at: those with the newest activity. */
export const most_followed = 1_000;
const counted = `at most ${most_counted_replies}: then there may be more`;

/** A thread to the caller. Who is not in the conversation follows none of its threads. */
export const MyThread = z
	.object({
		root_message_id: MessageId,
		...place,
		is_following: z.boolean().meta({
			description:
				"Its author, who replies and who is mentioned in a reply begin to follow. Who unfollows stays so until they reply or are mentioned",
		}),
		last_reply_seq: z.int().meta({ description: "The newest thread_seq; 0 without replies" }),
		last_read_seq: z.int().meta({ description: "0 for who does not follow" }),
		unread_count: z
			.int()
			.meta({ description: `Replies of others after the position, without deleted ones; ${counted}` }),
		mention_count: z.int().meta({ description: `Unread replies that mention the caller; ${counted}` }),
	})
	.meta({ id: "MyThread" });
export type MyThread = z.infer<typeof MyThread>;

export const ListedThread = MyThread.extend({
	root: Message,
	last_reply: Message.optional().meta({ description: "The newest that is not deleted" }),
}).meta({ id: "ListedThread" });
export type ListedThread = z.infer<typeof ListedThread>;

export const ThreadPage = z
	.object({
		/** the events after it are not in the page yet */
		cursor: Cursor,
		threads: z.array(ListedThread),
		next_cursor: z.string().optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "ThreadPage" });
export type ThreadPage = z.infer<typeof ThreadPage>;

export const ListThreads = z.object({
	limit: limit(20, 50),
	cursor: z
		.string()
		.regex(/^\d{1,15}$/, "is not a cursor")
		.optional(),
});
export type ListThreads = z.infer<typeof ListThreads>;
export const ListFollowed = ListThreads.extend({
	unread: z.enum(["true", "false"]).optional().meta({ description: "true: only those with something unread" }),
});
export type ListFollowed = z.infer<typeof ListFollowed>;

export const FollowedThreads = z
	.object({ cursor: Cursor, threads: z.array(MyThread), has_more: z.boolean() })
	.meta({ id: "FollowedThreads" });
export type FollowedThreads = z.infer<typeof FollowedThreads>;

const ofMine = { root_message_id: MessageId, ...place, user_id: UserId };
/* They go to the person's own devices only. The position may be lower than before: the later event holds. That somebody follows by a reply, or as the author of the root, follows from the reply. */
export const ThreadFollowed = durable("thread.followed", ofMine);
export const ThreadUnfollowed = durable("thread.unfollowed", ofMine);
export const ThreadRead = durable("thread.read", { ...ofMine, last_read_seq: z.int() });

const mine = { access: "threads:read", who: "anyone who sees the channel" } as const;
const answer = [MyThread, "The thread to the caller"] as const;
const listed = [ThreadPage, "A page: as many threads as `limit`, or fewer"] as const;

export const threadFollowRoutes = routes("threads", {
	listThreads: route("GET /api/workspaces/{workspace_id}/threads", "The threads that I follow, newest activity first", {
		access: "threads:read",
		who: "any member",
		query: ListFollowed,
		answers: { 200: listed },
	}),
	listFollowedThreads: route(
		"GET /api/workspaces/{workspace_id}/threads/followed",
		"What is unread in the threads that I follow, without their messages",
		{
			access: "threads:read",
			who: "any member",
			answers: { 200: [FollowedThreads, "500: all with something unread, and then those with the newest activity"] },
		},
	),
	listChannelThreads: route("GET /api/channels/{channel_id}/threads", "The threads of a channel, newest root first", {
		...mine,
		conversation: true,
		query: ListThreads,
		answers: { 200: listed },
	}),
	listDirectThreads: route("GET /api/dms/{direct_conversation_id}/threads", "The threads of a direct conversation", {
		access: "dms:read",
		who: "those in the conversation",
		conversation: true,
		query: ListThreads,
		answers: { 200: listed },
	}),
	getMyThread: route("GET /api/messages/{message_id}/thread/follow", "What a thread is to me", {
		...mine,
		answers: { 200: answer },
		wrap: "thread",
	}),
	followThread: route("POST /api/messages/{message_id}/thread/follow", "Follow a thread from now on", {
		...mine,
		answers: { 200: answer },
		wrap: "thread",
		fails: ["conflict"],
	}),
	unfollowThread: route("DELETE /api/messages/{message_id}/thread/follow", "Stop following a thread", {
		...mine,
		answers: { 200: answer },
		wrap: "thread",
	}),
	markThreadUnread: route(
		"POST /api/messages/{message_id}/thread/unread",
		"Mark replies as unread from one of them on, in a thread that I follow",
		{ ...mine, body: MarkUnread, answers: { 200: answer }, wrap: "thread" },
	),
	markThreadRead: route("POST /api/messages/{message_id}/thread/read", "Set the position in a thread that I follow", {
		...mine,
		body: MarkRead,
		answers: { 200: answer },
		wrap: "thread",
	}),
});
