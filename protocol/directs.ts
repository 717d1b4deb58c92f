import * as z from "zod";
import { durable } from "./envelope.ts";
import { DirectConversationId, UserId, WorkspaceId } from "./ids.ts";
import { max_directs_page, max_people } from "./limits.ts";
import { ListMessages, MessagePage, sendingAnswers } from "./messages.ts";
import { CreateMessage } from "./new-message.ts";
import { NotificationPreference } from "./notification-settings.ts";
import { countsThen, reading } from "./reads.ts";
import { Ok, route, routes } from "./route.ts";
import { Time, limit } from "./text.ts";
import { User } from "./users.ts";

/** A conversation of a fixed set of people, as one of them sees it. Nobody else learns that it exists. */
export const DirectConversation = z
	.object({
		id: DirectConversationId,
		route_id: z.string().meta({ description: "For links, `D…`" }),
		workspace_id: WorkspaceId,
		created_at: Time,
		members: z.array(User).meta({
			description:
				"Everybody in it, also the caller and those who have left the workspace, in the order in which they joined that",
		}),
		former_member_ids: z.array(UserId).meta({ description: "Those of them who have left the workspace" }),
		can_send: z.boolean().meta({ description: "Somebody besides the caller is still in the workspace" }),
		hidden_at: Time.optional().meta({
			description: "Not in the caller's list: they have closed it, or another opened it and nothing was said yet",
		}),
		last_message_at: Time.optional().meta({ description: "When the newest root message was sent" }),
		last_seq: z.int().meta({ description: "The newest channel_seq; 0 without messages" }),
		...reading,
		notification_preference: NotificationPreference.optional().meta({
			description: "What the caller chose; absent for the default, `all`",
		}),
	})
	.meta({ id: "DirectConversation" });
export type DirectConversation = z.infer<typeof DirectConversation>;

export const CreateDirect = z
	.object({
		workspace_id: WorkspaceId,
		member_ids: z
			.array(UserId)
			.min(1, "direct conversation needs at least two members")
			.max(100, "direct conversation has too many members")
			.meta({ description: `The caller is added; together 2 to ${max_people} different people or bots, no guests` }),
	})
	.meta({ id: "CreateDirect" });
export type CreateDirect = z.infer<typeof CreateDirect>;

export const ListDirects = z.object({
	workspace_id: WorkspaceId,
	limit: limit(max_directs_page, max_directs_page),
	cursor: z
		.string()
		.regex(/^\d{1,16}\.\d{1,16}$/, "is not a cursor of this list")
		.optional(),
});
export type ListDirects = z.infer<typeof ListDirects>;

export const DirectPage = z
	.object({
		conversations: z.array(DirectConversation),
		has_more: z.boolean(),
		next_cursor: z.string().optional(),
	})
	.meta({ id: "DirectPage" });
export type DirectPage = z.infer<typeof DirectPage>;

/** Goes to one person: it is in their list from now on. `seq` is its head at that moment. */
export const DirectOpened = durable("dm.opened", {
	direct_conversation_id: DirectConversationId,
	user_id: UserId,
	last_read_seq: z.int().optional(),
	...countsThen,
	conversation: DirectConversation.meta({
		description: "Its head and counts are those of `seq`: what was said after it follows in other events",
	}),
});

/** Goes to the person who closed it. */
export const DirectClosed = durable("dm.closed", { direct_conversation_id: DirectConversationId, user_id: UserId });

const DirectChange = z.object({
	conversation: DirectConversation,
	event: DirectOpened.optional().meta({ description: "Absent when it was in the list already" }),
});

export const directRoutes = routes("directs", {
	listDirects: route("GET /api/dms", "The caller's direct conversations, those with the newest messages first", {
		access: "dms:read",
		who: "any member",
		workspace: "query",
		query: ListDirects,
		answers: { 200: [DirectPage, "Without hidden ones"] },
	}),
	createDirect: route("POST /api/dms", "Open the direct conversation of a set of people; idempotent", {
		access: "dms:write",
		who: "any member except guests",
		workspace: "body",
		body: CreateDirect,
		answers: { 201: [DirectChange, "A new one, or the one that this set of people has"] },
		fails: ["conflict"],
	}),
	getDirect: route("GET /api/dms/{direct_conversation_id}", "One direct conversation, also a hidden one", {
		access: "dms:read",
		who: "those in the conversation",
		answers: { 200: [DirectConversation, "The conversation"] },
		wrap: "conversation",
	}),
	closeDirect: route("DELETE /api/dms/{direct_conversation_id}", "Hide it until somebody writes in it; idempotent", {
		access: "human",
		who: "those in the conversation",
		answers: { 200: [Ok, "Hidden from the caller alone"] },
	}),
	openDirect: route("POST /api/dms/{direct_conversation_id}/open", "Put it back in the caller's list; idempotent", {
		access: "human",
		who: "those in the conversation",
		answers: { 200: [DirectChange, "In the list"] },
	}),
	listDirectMessages: route(
		"GET /api/dms/{direct_conversation_id}/messages",
		"A window on a direct conversation: roots, oldest first",
		{
			access: "dms:read",
			who: "those in the conversation",
			conversation: true,
			query: ListMessages,
			answers: { 200: [MessagePage, "Deleted ones as tombstones"] },
		},
	),
	createDirectMessage: route("POST /api/dms/{direct_conversation_id}/messages", "Send a direct message", {
		access: "dms:write",
		who: "those in the conversation who may take part",
		limit: "send",
		conversation: true,
		body: CreateMessage,
		correlated: true,
		answers: sendingAnswers,
		fails: ["nonce_conflict", "conflict", "word_filtered"],
	}),
});
