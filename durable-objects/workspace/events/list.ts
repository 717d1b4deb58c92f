import { Cursor, type DurableEvent, type EventPage, type ListEvents } from "@clickclack/protocol";
import { permitListening } from "../access.ts";
import { eventRows, visibleEventsAfter } from "./audience.ts";
import { cursorAt, headNum, numOf, tailCursor, toEvent } from "./log.ts";
import { attach, commonOf } from "./resources.ts";
import type { Read } from "../transaction.ts";

/** For one request so many long parts of the log are looked through: others have their turns in between. */
const max_parts = 50;
/** Longest page of events, in characters of text: an event is never cut, but a page is. */
export const max_page_text = 256 * 1024;

interface Found {
	events: DurableEvent[];
	/** all up to here that the caller may hear is in `events` */
	reached: number;
	/** the log ends there */
	isEnd: boolean;
}

/** The next events after `num` that the caller may hear at this moment: up to `limit`, fewer where they are long. */
function eventsAfter(tx: Read, num: number, limit: number): Found {
	const { nums, reached, isEnd } = visibleEventsAfter(tx.sql, tx.me.user_id, num, limit);
	const common = commonOf(tx);
	const events: DurableEvent[] = [];
	let text = 0;
	for (const row of eventRows(tx.sql, nums)) {
		const event = toEvent(tx, row, attach(tx, row, common));
		text += JSON.stringify(event).length;
		if (text > max_page_text && events.length > 0) return { events, reached: row.num - 1, isEnd: false };
		events.push(event);
	}
	return { events, reached, isEnd };
}

/**
 * Where a cursor that need not be ours goes on: one from the future at the end, one from an older history, or that was
 * never a cursor, at the beginning. It is no error here, for clients that know no other way to recover.
 */
function placeOf(tx: Read, cursor: string): number {
	const isAhead = Cursor.safeParse(cursor).success && cursor > tailCursor(tx);
	return numOf(tx, cursor) ?? (isAhead ? headNum(tx) : 0);
}

/** Where that would take too long to find out, there may be. */
function isMoreAfter({ sql, me }: Read, num: number): boolean {
	const { nums, isEnd } = visibleEventsAfter(sql, me.user_id, num, 1);
	return nums.length > 0 || !isEnd;
}

/**
 * After so many parts, what the next one is asked for. To older clients an empty page is the end, so such a page is
 * theirs only when it is, or after a million entries of which none is for them.
 */
export function nextPart(asked: ListEvents, { events, next_cursor }: EventPage, done: number): ListEvents | undefined {
	const isEnough = events.length > 0 || next_cursor === undefined || done >= max_parts;
	return isEnough ? undefined : { ...asked, after_cursor: next_cursor };
}

/**
 * A page may be empty although there are more: then so much of the log was looked at that others had to have a turn.
 * `next_cursor` is where to go on.
 */
export function listEvents(tx: Read, { after_cursor = "", limit, include_tail }: ListEvents): EventPage {
	permitListening(tx);
	const tail_cursor = tailCursor(tx);
	const { events, reached, isEnd } = eventsAfter(tx, placeOf(tx, after_cursor), limit);
	const has_more = !isEnd && (events.length === 0 || isMoreAfter(tx, reached));
	return {
		events,
		has_more,
		...(has_more && { next_cursor: cursorAt(tx, reached) }),
		...(include_tail === "true" && { tail_cursor }),
	};
}
