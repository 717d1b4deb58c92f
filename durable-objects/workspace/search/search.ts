import { createHash } from "node:crypto";
import {
	ChatError,
	type ConversationId,
	type Search,
	type SearchPage,
	type SearchResult,
	seesUnjoined,
	toPlace,
} from "@clickclack/protocol";
import { present } from "../../sql.ts";
import { type SearchQuery, matchFor, readQuery } from "./query.ts";
import { visibleConversation } from "../conversations/row.ts";
import { snippetOf } from "./snippet.ts";
import { takeWithin } from "../take-within.ts";
import { completeIndex } from "./indexing.ts";
import { anyMember, toUser } from "../members/row.ts";
import { type MessageRow, isReply, rootId } from "../messages/row.ts";
import { relevance } from "./relevance.ts";
import type { Read, Write } from "../transaction.ts";

type Hit = MessageRow & { channel_name: string | null };
/** In one conversation, or in all that the caller sees. */
type Searching = Omit<Search, "channel_id" | "direct_conversation_id" | "workspace_id"> &
	Partial<Pick<Search, "workspace_id">> & { conversation_id?: ConversationId | undefined };
/** A match, not loaded yet. */
interface Found {
	num: number;
	length: number;
	/** where the page after it begins */
	after: string;
}
/** Where a page begins: below a message; when ranked, after this many ranked ones. */
interface Position {
	below: number;
	passed: number | undefined;
}

/** How many of the newest matches, and how much of their text, are ranked; older ones follow by age. */
const [max_ranked, max_ranked_text] = [200, 64 * 1024];
/** How much of the matches is tokenized for one page, in UTF-16 units: it blocks the object. */
const max_tokenized = 64 * 1024;
/**
 * With more channels than this, the index searches all channels, and hidden ones are filtered out afterwards: that takes
 * seconds where a word is frequent in those. Naming takes some 40 µs a channel. As many as one person may create.
 */
const max_places = 500;

/** Only what the caller may see, filtered inside the query, before LIMIT. A command, because it may complete the index. */
export function searchMessages(tx: Write, search: Searching): SearchPage {
	if (search.conversation_id) visibleConversation(tx, search.conversation_id);
	const query = readQuery(search.q);
	if (!query) return { results: [], next_cursor: null };
	const position = readCursor(tx, search);
	completeIndex(tx);
	const match = `${scopeFor(tx, search)}words : (${matchFor(query)})`;
	const limit = search.limit + 1;
	const found =
		position.passed === undefined
			? find(tx, search, match, position.below, limit)
			: rank(tx, search, match, position, query).slice(0, limit);
	const results: SearchResult[] = [];
	for (let tokenized = 0; results.length < Math.min(found.length, search.limit) && tokenized < max_tokenized;) {
		const hit = load(tx, found[results.length]!.num);
		const { tokenized: more, ...snippet } = snippetOf(hit.body, query);
		tokenized += more;
		results.push({ ...toResult(tx, hit), ...snippet });
	}
	const isLast = found.length === results.length;
	return { results, next_cursor: isLast ? null : `${boundTo(tx, search)}.${found[results.length - 1]!.after}` };
}

const nameOf = (conversation_id: ConversationId): string => conversation_id.slice(-8);

const inPlaces = (names: string[]): string => `place : (${names.map((name) => `"${name}"`).join(" OR ")}) AND `;

/** Narrows the search to the caller's channels, as far as the index knows them. */
function scopeFor({ sql, me }: Read, { conversation_id }: Searching): string {
	if (conversation_id !== undefined) return inPlaces([nameOf(conversation_id)]);
	const seesPublic = seesUnjoined(me, { kind: "public" });
	const mine = sql<{ id: ConversationId }>`
		SELECT c.id FROM conversation_members cm JOIN conversations c ON c.id = cm.conversation_id
		JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = cm.user_id
		WHERE cm.user_id = ${me.user_id} AND (c.kind <> 'public' OR NOT ${seesPublic ? 1 : 0}) LIMIT ${max_places + 1}`;
	if (mine.length > max_places) return "";
	const names = mine.map(({ id }) => nameOf(id));
	// a guest may be in no channel, and no entry has the place "nowhere"
	return inPlaces(seesPublic ? ["public", ...names] : [...names, "nowhere"]);
}

/** Newest first. */
function find(tx: Read, search: Searching, match: string, below: number, limit: number): Found[] {
	const conversation_id = search.conversation_id ?? null;
	const rows = tx.sql<Omit<Found, "after">>`
		SELECT m.num, octet_length(m.body) AS length FROM search s JOIN messages m ON m.num = s.rowid
		JOIN visible_conversations v ON v.conversation_id = m.conversation_id AND v.user_id = ${tx.me.user_id}
		WHERE search MATCH ${match} AND (${conversation_id} IS NULL OR m.conversation_id = ${conversation_id}) AND s.rowid < ${below}
		ORDER BY s.rowid DESC LIMIT ${limit}`;
	return rows.map((row) => ({ ...row, after: String(row.num) }));
}

const load = ({ sql }: Read, num: number): Hit =>
	sql<Hit>`
		SELECT m.*, c.name AS channel_name FROM messages m LEFT JOIN channels c ON c.id = m.conversation_id WHERE m.num = ${num}`[0]!;

/** The newest matches by relevance, then the others by age. */
function rank(tx: Read, search: Searching, match: string, { below, passed }: Position, query: SearchQuery): Found[] {
	const newest = find(tx, search, match, below, max_ranked);
	const seen = takeWithin(newest, ({ length }) => length, max_ranked_text);
	const scores = new Map(seen.map(({ num }) => [num, relevance(load(tx, num).body, query)]));
	const ranked = [...seen.toSorted((a, b) => scores.get(b.num)! - scores.get(a.num)!), ...newest.slice(seen.length)];
	const last = newest.at(-1)?.num ?? 0;
	const older = newest.length < max_ranked ? [] : find(tx, search, match, last, search.limit + 1);
	const placed = ranked.map((one, i) => ({
		...one,
		after: i + 1 < ranked.length ? `${newest[0]!.num + 1}.${i + 1}` : String(last),
	}));
	return [...placed.slice(passed), ...older];
}

/** Ties a cursor to one person and one search. */
function boundTo(tx: Read, { q, conversation_id, sort }: Searching): string {
	const text = JSON.stringify([tx.me.user_id, q, conversation_id, sort]);
	return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

function readCursor(tx: Read, search: Searching): Position {
	if (search.cursor === undefined)
		return { below: Number.MAX_SAFE_INTEGER, passed: search.sort === "newest" ? undefined : 0 };
	const [bound, ...numbers] = search.cursor.split(".");
	const isPosition = numbers.length > 0 && numbers.length <= 2 && numbers.every((number) => /^\d{1,15}$/.test(number));
	if (bound !== boundTo(tx, search) || !isPosition)
		throw new ChatError("invalid_request", "cursor: does not belong to this search");
	const [below, passed] = numbers.map(Number);
	return { below: below!, passed };
}

function toResult(tx: Read, hit: Hit): Omit<SearchResult, "snippet" | "highlights"> {
	const { id, channel_name, created_at, edited_at, last_reply_at, reply_count } = hit;
	return {
		...present({ id, channel_name, created_at, edited_at, last_reply_at, reply_count }),
		...toPlace(hit.conversation_id),
		workspace_id: tx.identity.id,
		author: toUser(anyMember(tx, hit.author_id)!),
		thread_root_id: rootId(hit),
		...(isReply(hit) ? { parent_message_id: rootId(hit), thread_seq: hit.seq } : { channel_seq: hit.seq }),
	};
}
