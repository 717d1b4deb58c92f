import * as z from "zod";
import { Upload } from "./attachments.ts";
import { isOnePlace, place } from "./conversations.ts";
import { MessageId, TopicId, WorkspaceId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { operatorNames } from "./search-operators.ts";
import { parseSearch } from "./search-query.ts";
import { Time, limit, text, timeZone } from "./text.ts";
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
		topic_id: TopicId.optional().meta({ description: "Of roots of channels: their label" }),
		channel_seq: z.int().optional(),
		thread_seq: z.int().optional(),
		created_at: Time,
		edited_at: Time.optional(),
		reply_count: z.int(),
		last_reply_at: Time.optional(),
		attachments: z.array(Upload).optional().meta({ description: "Its files; absent without any" }),
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

/** How many operators a query may have. */
export const max_filters = 16;

/** In a query a `+` is a blank. */
const TimeZone = timeZone(z.string().overwrite((zone) => zone.replace(/^ /, "+")));

export const Search = z
	.object({
		workspace_id: WorkspaceId,
		q: text(0, 500)
			.default("")
			.meta({
				description: `All of these words, and forms of them, the same form first; the first ${max_words} different ones count. What is written together (\`node.js\`) or in quotation marks is found in this order only. Scripts without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) are found by any part, and each pair of characters counts as a word`,
			}),
		...place,
		scope: z.literal("all").optional().meta({
			description: "all: in direct conversations, too. Without it and without a conversation only in channels",
		}),
		sort: z.enum(["relevance", "newest"]).default("relevance"),
		typing: z
			.enum(["true", "false"])
			.optional()
			.meta({ description: "true: the last word is still typed, so words that begin with it are found, too" }),
		syntax: z
			.enum(["plain", "operators"])
			.optional()
			.meta({
				description: `operators: ${operatorNames.map((name) => `\`${name}:\``).join(" ")} with a value are operators, each also with \`-\` before it, except in quotation marks; see docs/search.md. At most ${max_filters}. Without words the newest come first. plain, or absent: everything is words`,
			}),
		time_zone: TimeZone.optional().meta({
			description:
				"Whose days those of operators are: a name such as Europe/Berlin, or an offset such as +02:00. Default: UTC",
		}),
		limit: limit(50, 100),
		cursor: z.string().max(500).optional(),
	})
	.refine(isOnePlace, "channel_id and direct_conversation_id are mutually exclusive")
	.refine(
		({ scope, channel_id, direct_conversation_id }) =>
			scope === undefined || (channel_id ?? direct_conversation_id) === undefined,
		"scope=all is for a search without channel_id and direct_conversation_id",
	)
	.refine(
		({ q, syntax }) => syntax !== "operators" || parseSearch(q).filters.length <= max_filters,
		`q: at most ${max_filters} operators`,
	);
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
