import { type ConversationId, type OperatorName, type SearchFilter, operators, slugify } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";
import {
	type Direct,
	authorsOf,
	directWith,
	mentionOf,
	myDirects,
	numsOf,
	placesWith,
	threadsWith,
	writtenBy,
} from "./people.ts";
import { anyOf, placeOf } from "./scope.ts";
import type { Searching } from "./search.ts";
import { savedNums } from "../saved-messages.ts";
import { type Range, rangesOf } from "./ranges.ts";
import { type Span, always, spanOf, within } from "./times.ts";
import { unreadNums } from "./unread.ts";

/** What the operators of a search leave of the messages that the caller sees. */
export interface Filtering {
	/** in the query language of the index; all of these have to be there */
	match: string[];
	/** what may not be there */
	excluded: string[];
	/** among which messages, the newest first */
	ranges: Range[];
	/** the numbers of those that may fit, the newest first; absent: any may */
	only?: number[];
	/** how many terms there are in `match` and in `excluded` */
	terms: number;
	/** the numbers of messages that do not fit */
	without: number[];
}

interface Context {
	tx: Read;
	/** the places that are searched */
	scope: string[];
	search: Searching;
	/** the caller's, for `with:` */
	directs: Direct[];
	/** how many messages each `with:` may look at */
	most: number;
}

/**
 * What an operator finds, by the terms that the index has about messages: those with any of them. A name that leads to
 * nothing that the caller sees has none, whether it exists or not.
 */
const rules: Partial<Record<OperatorName, (context: Context, value: string) => string[]>> = {
	from: ({ tx }, value) => authorsOf(tx, value).map(writtenBy),
	in: (context, value) => conversationsIn(context, value).map(placeOf),
	with({ tx, scope, directs, most }, value) {
		const nums = numsOf(tx, value);
		return nums.length === 0 ? [] : [...placesWith(directs, nums), ...threadsWith(tx, scope, nums, most)];
	},
	mentions: ({ tx }, value) => numsOf(tx, value).map(mentionOf),
	is: (_, value) => [value === "pinned" ? "has:pin" : `is:${value}`],
	has: (_, value) => [`has:${value}`],
};

const hasDirects = ({ scope, conversation_id }: Searching): boolean => scope === "all" || conversation_id !== undefined;

/** Names are not unique, because a clash would tell of a private channel. */
function conversationsIn({ tx, search }: Context, value: string): ConversationId[] {
	if (value.startsWith("@")) return hasDirects(search) ? directWith(tx, value) : [];
	const rows = tx.sql<{ id: ConversationId }>`
		SELECT ch.id FROM channels ch JOIN visible_conversations v ON v.conversation_id = ch.id AND v.user_id = ${tx.me.user_id}
		WHERE ch.name = ${slugify(value.slice(1))}`;
	return rows.map(({ id }) => id);
}

/** How many messages all `with:` together look at: a thread that is named costs what a place does. */
const max_looked_at = 300;

/** @returns undefined when no message can fit */
export function filteringOf(tx: Read, search: Searching, all: SearchFilter[], scope: string[]): Filtering | undefined {
	const kept = mineIn(tx, all);
	if (!kept) return undefined;
	const filters = all.filter((filter) => !isMine(filter));
	const withs = filters.filter(({ name }) => name === "with").length;
	const directs = withs > 0 && hasDirects(search) ? myDirects(tx) : [];
	const context = { tx, scope, search, directs, most: Math.floor(max_looked_at / Math.max(1, withs)) };
	const wanted = wantedTerms(context, filters);
	if (wanted.some((terms) => terms.length === 0)) return undefined;
	const unwanted = filters.filter(({ isNegated }) => isNegated);
	const excluded = unwanted.flatMap((filter) => termsOf(context, filter));
	return {
		match: wanted.map(anyOf),
		excluded,
		terms: wanted.flat().length + excluded.length,
		ranges: rangesOf(tx, spansOf(tx, search, filters)),
		...kept,
	};
}

/** What is so for the caller alone is not in the index, which all share: the numbers of those messages. */
const mine: Record<string, (tx: Read) => number[]> = { saved: savedNums, unread: unreadNums };
const isMine = ({ name, value }: SearchFilter): boolean => name === "is" && Object.hasOwn(mine, value);

/** @returns undefined when no message can fit */
function mineIn(tx: Read, filters: SearchFilter[]): Pick<Filtering, "only" | "without"> | undefined {
	const found = Map.groupBy(filters.filter(isMine), ({ value }) => value);
	let only: number[] | undefined;
	const without: number[] = [];
	for (const [value, all] of found) {
		const nums = mine[value]!(tx);
		if (all.some(({ isNegated }) => isNegated)) without.push(...nums);
		if (all.every(({ isNegated }) => isNegated)) continue;
		const both = new Set(nums);
		only = only ? only.filter((num) => both.has(num)) : nums;
	}
	if (!only) return { without };
	const unwanted = new Set(without);
	const left = only.filter((num) => !unwanted.has(num));
	return left.length > 0 ? { only: left, without: [] } : undefined;
}

function spansOf({ now }: Read, { time_zone = "UTC" }: Searching, filters: SearchFilter[]): Span[] {
	let spans = [always];
	for (const filter of filters) {
		const span = spanOf(filter, Date.parse(now), time_zone);
		if (span) spans = within(spans, span, filter.isNegated);
	}
	return spans;
}

const termsOf = (context: Context, { name, value }: SearchFilter): string[] => rules[name]?.(context, value) ?? [];

/** Each list has the terms of which a message needs one. */
function wantedTerms(context: Context, filters: SearchFilter[]): string[][] {
	const wanted = filters.filter(({ name, isNegated }) => !isNegated && rules[name]);
	const isAny = ({ name }: SearchFilter) => "isAny" in operators[name];
	const together = Map.groupBy(wanted.filter(isAny), ({ name }) => name);
	return [
		...[...together.values()].map((all) => all.flatMap((filter) => termsOf(context, filter))),
		...wanted.filter((filter) => !isAny(filter)).map((filter) => termsOf(context, filter)),
	];
}
