import {
	type ConversationId,
	type ParsedSearch,
	type Search,
	type SearchPage,
	type SearchResult,
	parseSearch,
	toPlace,
} from "@clickclack/protocol";
import { present } from "../../sql.ts";
import { permitDirects } from "../access.ts";
import { visibleConversation } from "../conversations/row.ts";
import { anyMember, toUser } from "../members/row.ts";
import { type MessageRow, isReply, messageRows } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { readCursor, toCursor } from "./cursor.ts";
import { filteringOf } from "./filters.ts";
import { type Found, type Wanted, find, rank } from "./find.ts";
import { completeIndex } from "./indexing.ts";
import { type SearchQuery, matchFor, readQuery } from "./query.ts";
import { around } from "./ranges.ts";
import { anyOf, scopeFor } from "./scope.ts";
import { shownText } from "./searchable-text.ts";
import { attachmentFields } from "../uploads/attachments.ts";
import { snippetOf } from "./snippet.ts";

type Hit = MessageRow & { channel_name: string | null };
/** In one conversation, in all channels that the caller sees, or in everything that they see. */
export type Searching = Omit<Search, "channel_id" | "direct_conversation_id" | "workspace_id"> &
	Partial<Pick<Search, "workspace_id">> & { conversation_id?: ConversationId | undefined };
/** How much of the matches is tokenized for one page, in UTF-16 units or tokens: it blocks the object. To take away the marks
 * of Markdown is done for the whole message, in a quarter of the time. */
const max_tokenized = 64 * 1024;
const nothing: SearchPage = { results: [], next_cursor: null };

/** Only what the caller may see, filtered inside the query, before LIMIT. A command, because it may complete the index. */
export function searchMessages(tx: Write, asked: Searching): SearchPage {
	if (asked.scope === "all") permitDirects(tx);
	if (asked.conversation_id) visibleConversation(tx, asked.conversation_id);
	const { words, filters } = parsed(asked);
	const query = readQuery(words, asked.typing === "true");
	if (!query && filters.length === 0) return nothing;
	// without words there is nothing to rank by
	const search: Searching = query ? asked : { ...asked, sort: "newest" };
	const position = readCursor(tx, search);
	completeIndex(tx);
	const wanted = wantedBy(tx, search, filters, query ?? { phrases: [] });
	if (!wanted) return nothing;
	const limit = search.limit + 1;
	const found =
		query && position.passed !== undefined
			? rank(tx, search, wanted, position, query).slice(0, limit)
			: find(tx, search, wanted, position.below, limit);
	return pageOf(tx, search, found, query ?? { phrases: [] });
}

const parsed = ({ q, syntax }: Searching): ParsedSearch =>
	syntax === "operators" ? parseSearch(q) : { filters: [], words: q };

/** @returns undefined when no message can fit */
function wantedBy(
	tx: Read,
	search: Searching,
	filters: ParsedSearch["filters"],
	query: SearchQuery,
): Wanted | undefined {
	const scope = scopeFor(tx, search);
	const filtering = filteringOf(tx, search, filters, scope);
	if (!filtering) return undefined;
	const { match, excluded, ranges, only, without, terms } = filtering;
	const words = query.phrases.length > 0 ? [`words : (${matchFor(query)})`] : [];
	const narrowing = [...match, ...words];
	// where only few may fit, the index is asked in parts, and that it knows who sees what would cost each part most of its time
	const places = only && narrowing.length > 0 ? [] : scope;
	const all = [...(places.length > 0 ? [anyOf(places)] : []), ...narrowing].join(" AND ");
	const found = { match: excluded.length > 0 ? `(${all}) NOT ${anyOf(excluded)}` : all, without };
	if (!only) return { ...found, ranges };
	return { ...found, ranges: around(ranges, only, partsFor(query, places.length + terms)), only };
}

/** How often the index may be asked for one search, and for how many terms in all. */
const [most_parts, most_asked] = [15, 2_000];

/** For the beginning of a word the index would gather all that have it, each time. */
function partsFor({ phrases }: SearchQuery, terms: number): number {
	if (phrases.some(({ isUnfinished }) => isUnfinished)) return 1;
	return Math.max(1, Math.min(most_parts, Math.floor(most_asked / (terms + phrases.length))));
}

function pageOf(tx: Read, search: Searching, found: Found[], query: SearchQuery): SearchPage {
	const results: SearchResult[] = [];
	for (let tokenized = 0; results.length < Math.min(found.length, search.limit) && tokenized < max_tokenized;) {
		const hit = load(tx, found[results.length]!.num);
		const text = shownText(hit);
		const { tokenized: more, ...snippet } = snippetOf(text, query);
		tokenized += Math.max(more, text.length / 4);
		results.push({ ...toResult(tx, hit), ...snippet });
	}
	const isLast = found.length === results.length;
	return { results, next_cursor: isLast ? null : toCursor(tx, search, found[results.length - 1]!.after) };
}

function load(tx: Read, num: number): Hit {
	const [row] = messageRows(tx, [num]) as [MessageRow];
	const [channel] = tx.sql<{ name: string }>`SELECT name FROM channels WHERE id = ${row.conversation_id}`;
	return { ...row, channel_name: channel?.name ?? null };
}

function toResult(tx: Read, hit: Hit): Omit<SearchResult, "snippet" | "highlights"> {
	const { id, channel_name, topic_id, created_at, edited_at, last_reply_at, reply_count } = hit;
	return {
		...present({ id, channel_name, topic_id, created_at, edited_at, last_reply_at, reply_count }),
		...toPlace(hit.conversation_id),
		workspace_id: tx.identity.id,
		author: toUser(anyMember(tx, hit.author_id)!),
		...attachmentFields(tx, hit),
		thread_root_id: hit.root_id,
		...(isReply(hit) ? { parent_message_id: hit.root_id, thread_seq: hit.seq } : { channel_seq: hit.seq }),
	};
}
