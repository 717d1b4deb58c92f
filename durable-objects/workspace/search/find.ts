import { takeWithin } from "../take-within.ts";
import type { Read } from "../transaction.ts";
import type { Position } from "./cursor.ts";
import type { SearchQuery } from "./query.ts";
import { max_ranked_length, relevance } from "./relevance.ts";
import type { Searching } from "./search.ts";
import type { Range } from "./ranges.ts";
import { type Searchable, shownText } from "./searchable-text.ts";

/** A match, not loaded yet. */
export interface Found {
	num: number;
	length: number;
	/** where the page after it begins */
	after: string;
}

/** What is looked for: in the query language of the index, and among which messages, the newest first. */
export interface Wanted {
	match: string;
	ranges: Range[];
	/** the numbers of those that may fit; absent: any may */
	only?: number[];
	/** the numbers of messages that do not fit */
	without: number[];
}

/** How many of the newest matches, and how much of their text, are ranked; older ones follow by age. */
const [max_ranked, max_ranked_text] = [200, 64 * 1024];

/** Newest first. */
export function find(
	tx: Read,
	search: Searching,
	{ match, ranges, only, without }: Wanted,
	below: number,
	limit: number,
): Found[] {
	const found: Found[] = [];
	const except = JSON.stringify(without);
	for (const { from, until } of ranges) {
		if (found.length === limit) break;
		const nums = only?.filter((num) => num >= from && num < until);
		const numbers = { only: nums ? JSON.stringify(nums) : null, except };
		const range = { from, until: Math.min(until, below) };
		found.push(...findIn(tx, search, { match, ...numbers }, range, limit - found.length));
	}
	return found;
}

function findIn(
	{ sql, me }: Read,
	search: Searching,
	{ match, only, except }: { match: string; only: string | null; except: string },
	{ from, until }: Range,
	limit: number,
): Found[] {
	if (from >= until) return [];
	// inside of iif(), so that it is no look into the index for each;
	// numbers are bound as floating-point ones, by which the index would not skip
	const [place, scope] = [search.conversation_id ?? null, search.scope ?? null];
	const rows = sql<Omit<Found, "after">>`
		SELECT m.num, octet_length(m.body) + coalesce(octet_length(m.forwarded_json), 0) AS length FROM search s JOIN messages m ON m.num = s.rowid
		JOIN visible_conversations v ON v.conversation_num = m.conversation_num AND v.user_id = ${me.user_id}
		WHERE search MATCH ${match}
			AND s.rowid >= CAST(${from} AS INTEGER) AND s.rowid < CAST(${until} AS INTEGER)
			AND iif(${only} IS NULL, 1, s.rowid IN (SELECT value FROM json_each(${only}))) AND iif(
			${place} IS NULL,
			${scope} = 'all' OR v.conversation_id NOT GLOB 'dm_*',
			v.conversation_id = ${place}
		) AND m.num NOT IN (SELECT value FROM json_each(${except}))
		ORDER BY s.rowid DESC LIMIT ${limit}`;
	return rows.map((row) => ({ ...row, after: String(row.num) }));
}

function relevanceOf({ sql }: Read, num: number, query: SearchQuery): number {
	const [row] = sql<Searchable>`
		SELECT substr(body, 1, ${max_ranked_length}) AS body, forwarded_json, poll_json, attachments_json FROM messages WHERE num = ${num}`;
	return relevance(shownText(row!), query);
}

/** The newest matches by relevance, then the others by age. */
export function rank(
	tx: Read,
	search: Searching,
	wanted: Wanted,
	{ below, passed }: Position,
	query: SearchQuery,
): Found[] {
	const newest = find(tx, search, wanted, below, max_ranked);
	const seen = takeWithin(newest, ({ length }) => length, max_ranked_text);
	const scores = new Map(seen.map(({ num }) => [num, relevanceOf(tx, num, query)]));
	const ranked = [...seen.toSorted((a, b) => scores.get(b.num)! - scores.get(a.num)!), ...newest.slice(seen.length)];
	const last = newest.at(-1)?.num ?? 0;
	const older = newest.length < max_ranked ? [] : find(tx, search, wanted, last, search.limit + 1);
	const placed = ranked.map((one, i) => ({
		...one,
		after: i + 1 < ranked.length ? `${newest[0]!.num + 1}.${i + 1}` : String(last),
	}));
	return [...placed.slice(passed), ...older];
}
