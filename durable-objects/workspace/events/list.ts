import { Cursor, type DurableEvent, type EventPage, type ListEvents } from "@clickclack/protocol";
import { permitListening } from "../access.ts";
import { eventsFor, headNum } from "./entries.ts";
import { cursorAt, cursorNum, numOf, tailCursor } from "./log.ts";
import { pastEvents } from "./past.ts";
import type { Read } from "../transaction.ts";

/** How many parts of the log one request scans; other commands run in between. */
const max_parts = 50;
/** The longest page of events, in characters: a page is cut short, an event never is. */
export const max_page_text = 256 * 1024;

interface Found {
	events: DurableEvent[];
	/** every visible event up to here is in `events` */
	reached: number;
	/** the log ends at `reached` */
	isEnd: boolean;
}

/** The next events after `num` that the caller may get now: up to `limit`, fewer where they are long. */
function eventsAfter(tx: Read, num: number, limit: number): Found {
	const { nums, reached, isEnd } = eventsFor(tx, num, limit);
	const events: DurableEvent[] = [];
	let text = 0;
	for (const event of pastEvents(tx, nums)) {
		text += JSON.stringify(event).length;
		if (text > max_page_text && events.length > 0)
			return { events, reached: cursorNum(event.cursor) - 1, isEnd: false };
		events.push(event);
	}
	return { events, reached, isEnd };
}

/**
 * The position of any cursor. One from the future is the end of the log; one from an older history, or not a cursor at
 * all, is the beginning. It is no error here, because some clients have no other way to recover.
 */
function placeOf(tx: Read, cursor: string): number {
	const isAhead = Cursor.safeParse(cursor).success && cursor > tailCursor(tx);
	return numOf(tx, cursor) ?? (isAhead ? headNum(tx) : 0);
}

/** True also when finding out would take too long. */
function isMoreAfter(tx: Read, num: number): boolean {
	const { nums, isEnd } = eventsFor(tx, num, 1);
	return nums.length > 0 || !isEnd;
}

/**
 * The input for the next part of a long scan. Older clients take an empty page for the end, so they get one only at the
 * end, or after a million entries that are not visible to them.
 */
export function nextPart(input: ListEvents, { events, next_cursor }: EventPage, done: number): ListEvents | undefined {
	const isEnough = events.length > 0 || next_cursor === undefined || done >= max_parts;
	return isEnough ? undefined : { ...input, after_cursor: next_cursor };
}

/**
 * A page may be empty although more events follow, when the scan was cut short so that other commands could run.
 * `next_cursor` is where to continue.
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
