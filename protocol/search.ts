import { z } from "zod";
import { isOnePlace, place } from "./conversations.ts";
import { MessageId, WorkspaceId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Time, limit, text } from "./text.ts";
import { User } from "./users.ts";

/** A matching message, with the part of it around the first match. */
export const SearchResult = z
	.object({
		id: MessageId,
		workspace_id: WorkspaceId,
		...place,
		channel_name: z.string().optional().meta({ description: "For channels" }),
		author: User,
		parent_message_id: MessageId.optional(),
		thread_root_id: MessageId,
		channel_seq: z.int().optional(),
		thread_seq: z.int().optional(),
		created_at: Time,
		edited_at: Time.optional(),
		reply_count: z.int(),
		last_reply_at: Time.optional(),
		snippet: z.string(),
		highlights: z
			.array(z.object({ start: z.int(), end: z.int() }))
			.meta({ description: "Ranges in `snippet`, in code points, end exclusive" }),
	})
	.meta({ id: "SearchResult" });
export type SearchResult = z.infer<typeof SearchResult>;

export const SearchPage = z
	.object({ results: z.array(SearchResult), next_cursor: z.string().nullable() })
	.meta({ id: "SearchPage" });
export type SearchPage = z.infer<typeof SearchPage>;

/** How many words of a query count. */
export const max_words = 16;

export const Search = z
	.object({
		workspace_id: WorkspaceId,
		q: text(0, 500)
			.default("")
			.meta({
				description: `All of these words; the first ${max_words} different ones count. Chinese, Japanese and Korean are found by any part, and each pair of characters counts as a word`,
			}),
		...place,
		sort: z.enum(["relevance", "newest"]).default("relevance"),
		limit: limit(50, 100),
		cursor: z.string().max(500).optional(),
	})
	.refine(isOnePlace, "channel_id and direct_conversation_id are mutually exclusive");
export type Search = z.infer<typeof Search>;

export const searchRoutes = routes("search", {
	searchMessages: route("GET /api/search", "Messages with all these words", {
		access: "messages:read",
		who: "any member",
		limit: "search",
		workspace: "query",
		conversation: true,
		query: Search,
		answers: { 200: [SearchPage, "Only what the caller may see"] },
	}),
});
