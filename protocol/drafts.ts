import * as z from "zod";
import { place } from "./conversations.ts";
import { ephemeral } from "./envelope.ts";
import { ChannelId, DirectConversationId, MessageId, UserId } from "./ids.ts";
import { max_body } from "./new-message.ts";
import { route, routes } from "./route.ts";
import { Time, asTyped, limit } from "./text.ts";

/** What the caller wrote in a conversation, or in a thread, and has not sent. Nobody else is told. */
export const Draft = z
	.object({
		...place,
		thread_root_id: MessageId.optional().meta({ description: "Of a draft in a thread" }),
		body: z.string().meta({ description: "As it was typed; empty when it was deleted or sent" }),
		version: z
			.int()
			.meta({ description: "Grows with every change, also after a deletion; 0 where there was none yet" }),
		saved_at: Time,
	})
	.meta({ id: "Draft" });
export type Draft = z.infer<typeof Draft>;

/** Goes to the person's own devices only. It is not in the log: who may have missed some asks for the list. */
export const DraftUpdated = ephemeral("draft.updated", { user_id: UserId, draft: Draft });

export const SaveDraft = z
	.object({
		body: asTyped(max_body).meta({ description: "Empty to delete it" }),
		version: z.int().min(0).optional().meta({
			description:
				"Of the draft that this one was made of; without it, there must be none, and the last one must have had another text",
		}),
	})
	.meta({ id: "SaveDraft" });
export type SaveDraft = z.infer<typeof SaveDraft>;

export const ListDrafts = z.object({
	limit: limit(200, 200),
	cursor: z
		.string()
		.regex(/^\d{1,15}\.\d{1,15}$/, "is not a cursor")
		.optional(),
});
export type ListDrafts = z.infer<typeof ListDrafts>;

/** Those in conversations that the caller still sees. */
export const DraftPage = z
	.object({
		drafts: z.array(Draft),
		as_of: z.int().meta({ description: "Drafts with a lower version that are in no page are gone" }),
		next_cursor: z.string().optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "DraftPage" });
export type DraftPage = z.infer<typeof DraftPage>;

export const SavedDraft = z.object({
	draft: Draft.meta({ description: "As it is now" }),
	is_saved: z.boolean().meta({
		description: "false: it has changed since `version`, and nothing was written: `draft` is what another device wrote",
	}),
});
export type SavedDraft = z.infer<typeof SavedDraft>;

export const draftRoutes = routes("drafts", {
	listDrafts: route("GET /api/workspaces/{workspace_id}/drafts", "What I wrote and did not send", {
		access: "human",
		who: "any member",
		query: ListDrafts,
		answers: { 200: [DraftPage, "A page: as many as `limit`, or fewer where they are long"] },
	}),
	saveDraft: route(
		"PATCH /api/drafts/{target_id}",
		"Keep what I wrote in a conversation, or in the thread of a message",
		{
			access: "human",
			who: "anyone who sees the channel and may listen",
			workspace: "path",
			params: { target_id: z.union([ChannelId, DirectConversationId, MessageId]) },
			body: SaveDraft,
			answers: { 200: [SavedDraft, "Saved, or not: another version never replaces a newer one. May be repeated"] },
			fails: ["conflict"],
		},
	),
});
