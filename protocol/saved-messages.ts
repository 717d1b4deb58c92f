import * as z from "zod";
import { place } from "./conversations.ts";
import { Cursor, durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { Message } from "./messages.ts";
import { route, routes } from "./route.ts";
import { Time, limit } from "./text.ts";

export const SavedState = z.enum(["open", "done"]).meta({ id: "SavedState" });
export type SavedState = z.infer<typeof SavedState>;

/** That the caller saved a message for later. Nobody else is told. */
export const SavedMessage = z
	.object({ message_id: MessageId, ...place, state: SavedState, saved_at: Time })
	.meta({ id: "SavedMessage" });
export type SavedMessage = z.infer<typeof SavedMessage>;

export const ListedSavedMessage = SavedMessage.extend({ message: Message }).meta({ id: "ListedSavedMessage" });
export type ListedSavedMessage = z.infer<typeof ListedSavedMessage>;

/** Goes to the person's own devices only. */
export const SavedMessageUpdated = durable("saved_message.updated", {
	message_id: MessageId,
	...place,
	user_id: UserId,
	state: z.enum([...SavedState.options, "removed"]),
});

export const SaveMessage = z.object({ state: SavedState.default("open") }).meta({ id: "SaveMessage" });
export type SaveMessage = z.infer<typeof SaveMessage>;

export const ListSavedMessages = z.object({
	state: SavedState.default("open"),
	limit: limit(50, 100),
	cursor: z
		.string()
		.regex(/^\d{1,15}$/, "is not a cursor")
		.optional(),
});
export type ListSavedMessages = z.infer<typeof ListSavedMessages>;

/** Neither deleted messages are in it, nor those that the caller no longer sees. */
export const SavedMessagePage = z
	.object({ saved: z.array(ListedSavedMessage), next_cursor: z.string().optional(), has_more: z.boolean() })
	.meta({ id: "SavedMessagePage" });
export type SavedMessagePage = z.infer<typeof SavedMessagePage>;

export const SavedIds = z
	.object({ cursor: Cursor, open: z.array(MessageId), done: z.array(MessageId) })
	.meta({ id: "SavedIds", description: "The events after `cursor` are not in it yet" });
export type SavedIds = z.infer<typeof SavedIds>;

const one = { access: "human", who: "anyone who sees the channel and may listen" } as const;
const all = { access: "human", who: "any member" } as const;

export const savedMessageRoutes = routes("saved", {
	listSavedMessages: route("GET /api/workspaces/{workspace_id}/saved", "What I saved for later, the last one first", {
		...all,
		query: ListSavedMessages,
		answers: { 200: [SavedMessagePage, "A page: as many as `limit`, or fewer where they are long"] },
	}),
	listSavedIds: route("GET /api/workspaces/{workspace_id}/saved/ids", "Which messages I saved, the last one first", {
		...all,
		answers: { 200: [SavedIds, "All that I see"] },
	}),
	saveMessage: route("POST /api/messages/{message_id}/saved", "Save a message for later, or mark it as done", {
		...one,
		body: SaveMessage,
		answers: {
			200: [z.object({ saved_message: SavedMessage, event: SavedMessageUpdated.optional() }), "Saved; idempotent"],
		},
		fails: ["conflict"],
	}),
	unsaveMessage: route("DELETE /api/messages/{message_id}/saved", "Remove a message from what I saved", {
		...one,
		answers: { 200: [z.object({ event: SavedMessageUpdated.optional() }), "Not saved any more; idempotent"] },
	}),
});
