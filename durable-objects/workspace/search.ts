import { createHash } from "node:crypto";
import { ChatError, type Search, type SearchPage, type SearchResult } from "@clickclack/protocol";
import { present } from "../sql.ts";
import { visibleChannel } from "./channels.ts";
import { excerpt } from "./excerpt.ts";
import { fitting } from "./fitting.ts";
import { completeIndex } from "./indexing.ts";
import { anyMember, toUser } from "./members.ts";
import { type MessageRow, isReply, rootId } from "./messages.ts";
import { relevance } from "./relevance.ts";
import type { Read, Write } from "./transaction.ts";
import { type Word, wordsOf } from "./words.ts";

/** Every word has to be there; a run of pairs stands together, a lone character may begin a pair. */
function matchFor(words: Word[]): string {
	return words.map(({ tokens, isRun }) => (isRun ? phrase(tokens) : `"${tokens[0]}"`)).join(" ");
}

const phrase = (pairs: string[]): string =>
	pairs.length === 1 ? `"${pairs[0]}"*` : `"${pairs.slice(0, -1).join(" ")}"`;

type Hit = MessageRow & { channel_name: string };
/** A match that nobody has looked at yet. */
type Found = Pick<MessageRow, "num"> & { length: number };

/** So many of the newest matches, and so much of their text, are looked at for how well they fit; others follow in their order. */
const [max_ranked, max_ranked_text] = [200, 64 * 1024];
/** Longest page, in characters of the messages that were found: taking words apart keeps everybody else waiting. */
const max_page_text = 128 * 1024;

const lengthOf = ({ length }: Found): number => length;

/** Only what the caller may see, decided inside the query, before LIMIT. A command, since it may complete the index. */
export function searchMessages(tx: Write, search: Search): SearchPage {
	if (search.channel_id) visibleChannel(tx, search.channel_id);
	const words = wordsOf(search.q);
	if (words.length === 0) return { results: [], next_cursor: null };
	const place = readCursor(tx, search);
	completeIndex(tx);
	const found = search.sort === "newest" ? find(tx, search, words, { below: place }) : rank(tx, search, words, place);
	const page = fitting(found.slice(0, search.limit), lengthOf, max_page_text);
	const reached = search.sort === "newest" ? page.at(-1)?.num : place + page.length;
	const next_cursor = found.length > page.length ? `${boundTo(tx, search)}.${reached}` : null;
	return { results: load(tx, page).map((hit) => toResult(tx, hit, words)), next_cursor };
}

interface Part {
	/** only messages before this one */
	below?: number;
	/** how many of the newest to pass over */
	offset?: number;
	limit?: number;
}

/** The newest first. */
function find(tx: Read, search: Search, words: Word[], part: Part): Found[] {
	const channel_id = search.channel_id ?? null;
	const { below = Number.MAX_SAFE_INTEGER, offset = 0, limit = search.limit + 1 } = part;
	return tx.sql<Found>`
		SELECT m.num, length(m.body) AS length FROM search s JOIN messages m ON m.num = s.rowid
		JOIN visible_channels v ON v.channel_id = m.channel_id AND v.user_id = ${tx.me.user_id}
		WHERE search MATCH ${matchFor(words)} AND (${channel_id} IS NULL OR m.channel_id = ${channel_id}) AND s.rowid < ${below}
		ORDER BY s.rowid DESC LIMIT ${limit} OFFSET ${offset}`;
}

/** In the order of `found`. */
function load({ sql }: Read, found: Found[]): Hit[] {
	const nums = JSON.stringify(found.map(({ num }) => num));
	const hits = sql<Hit>`
		SELECT m.*, c.name AS channel_name FROM messages m JOIN channels c ON c.id = m.channel_id
		WHERE m.num IN (SELECT value FROM json_each(${nums}))`;
	const known = new Map(hits.map((hit) => [hit.num, hit]));
	return found.map(({ num }) => known.get(num)!);
}

function rank(tx: Read, search: Search, words: Word[], place: number): Found[] {
	const newest = find(tx, search, words, { limit: max_ranked });
	const seen = fitting(newest, lengthOf, max_ranked_text);
	const fits = new Map(load(tx, seen).map(({ num, body }) => [num, relevance(body, words)]));
	const ranked = seen.toSorted((a, b) => fits.get(b.num)! - fits.get(a.num)!);
	const older = find(tx, search, words, { offset: Math.max(place, max_ranked) });
	return [...[...ranked, ...newest.slice(seen.length)].slice(place), ...older].slice(0, search.limit + 1);
}

/** A cursor belongs to one person's one search. */
function boundTo(tx: Read, { q, channel_id, sort }: Search): string {
	const text = JSON.stringify([tx.me.user_id, q, channel_id, sort]);
	return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** How many to pass over; for the newest first, the message to go on below. */
function readCursor(tx: Read, search: Search): number {
	if (search.cursor === undefined) return search.sort === "newest" ? Number.MAX_SAFE_INTEGER : 0;
	const [bound, place] = search.cursor.split(".");
	if (bound !== boundTo(tx, search) || !/^\d{1,15}$/.test(place ?? ""))
		throw new ChatError("invalid_request", "cursor: is not one of this search");
	return Number(place);
}

function toResult(tx: Read, hit: Hit, words: Word[]): SearchResult {
	const { id, channel_id, channel_name, created_at, edited_at, last_reply_at, reply_count } = hit;
	return {
		...present({ id, channel_id, channel_name, created_at, edited_at, last_reply_at, reply_count }),
		workspace_id: tx.home.id,
		author: toUser(anyMember(tx, hit.author_id)!),
		thread_root_id: rootId(hit),
		...(isReply(hit) ? { parent_message_id: rootId(hit), thread_seq: hit.seq } : { channel_seq: hit.seq }),
		...excerpt(hit.body, words),
	};
}
