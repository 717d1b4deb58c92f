import { Cursor, type DurableEvent, type EventPage, type ListEvents } from "@clickclack/protocol";
import { permitHearing } from "./access.ts";
import { eventRows, heardAfter } from "./audience.ts";
import { headNum, numOf, tailCursor, toEvent } from "./events.ts";
import { attach } from "./resources.ts";
import type { Read } from "./transaction.ts";

/** Longest page of events, in characters of text: an event is never cut, but a page is. */
export const max_page_text = 256 * 1024;

interface NumberedEvent {
	num: number;
	event: DurableEvent;
}

/** The next events after `num` that the caller may hear at this moment: up to `limit`, fewer where they are long. */
function eventsAfter(tx: Read, num: number, limit: number): NumberedEvent[] {
	const page: NumberedEvent[] = [];
	let text = 0;
	for (const row of eventRows(tx.sql, heardAfter(tx.sql, tx.me.user_id, num, limit))) {
		const resource = attach(tx, row);
		text += resource.message?.body.length ?? 0;
		if (text > max_page_text && page.length > 0) break;
		page.push({ num: row.num, event: toEvent(tx, row, resource) });
	}
	return page;
}

/**
 * Where a cursor that need not be ours goes on: one from the future at the end, one from an older history, or that was
 * never a cursor, at the beginning. It is no error here, for clients that know no other way to recover.
 */
function placeOf(tx: Read, cursor: string): number {
	const isAhead = Cursor.safeParse(cursor).success && cursor > tailCursor(tx);
	return numOf(tx, cursor) ?? (isAhead ? headNum(tx) : 0);
}

export function listEvents(tx: Read, { after_cursor = "", limit, include_tail }: ListEvents): EventPage {
	permitHearing(tx);
	const tail_cursor = tailCursor(tx);
	const page = eventsAfter(tx, placeOf(tx, after_cursor), limit);
	const last = page.at(-1);
	const has_more = last !== undefined && heardAfter(tx.sql, tx.me.user_id, last.num, 1).length > 0;
	return { events: page.map(({ event }) => event), has_more, ...(include_tail === "true" && { tail_cursor }) };
}
