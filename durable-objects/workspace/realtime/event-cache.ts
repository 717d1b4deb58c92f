import { type Connect, type DurableEvent, max_replay } from "@clickclack/protocol";
import { changesAfter, eventsFor, headNum, max_looked_at } from "../events/entries.ts";
import { max_page_text } from "../events/list.ts";
import { cursorNum } from "../events/log.ts";
import { pastEvents } from "../events/past.ts";
import { forCaller, readsLikeOthers } from "../messages/forwards-for-guests.ts";
import type { Read } from "../transaction.ts";
import { type EventText, toText } from "./texts.ts";

/** When the cache grows beyond this, in UTF-16 units, it is cleared. */
const max_kept = 8 * 1024 * 1024;

/** The log as one person may read it at the moment of each call. */
export interface Log {
	/** more than `max_replay` events follow `num`, or more of the log than one query scans */
	isTooLong: (num: number) => boolean;
	isCaughtUp: (num: number) => boolean;
	after: (num: number, limit: number) => TextPage;
}

export interface TextPage {
	page: EventText[];
	/** every visible event up to here is in `page` */
	reached: number;
	isLast: boolean;
}

/**
 * Events as JSON text of one form, in their current state. After a restart everybody replays the same ones at once, and
 * building an event costs a hundred times what sending it does. Only events about messages are kept: the log says when
 * those change.
 */
export class EventCache {
	readonly #form: Connect["events"];
	readonly #texts = new Map<number, EventText>();
	/** the numbers of the events about each message */
	readonly #about = new Map<string, number[]>();
	#kept = 0;
	/** the end of the log at the last refresh */
	#head: number | undefined;

	constructor(form: Connect["events"]) {
		this.#form = form;
	}

	/** @param read called each time, so that it returns what they may see then */
	logFor(read: () => Read): Log {
		return {
			isTooLong: (num) => isTooLong(read(), num),
			isCaughtUp: (num) => isCaughtUp(read(), num),
			after: (num, limit) => this.after(read(), num, limit),
		};
	}

	/** The next events after `num` that the caller may get now, and whether there are no more. */
	after(tx: Read, num: number, limit: number): TextPage {
		this.#refresh(tx);
		const { nums, reached, isEnd } = eventsFor(tx, num, limit);
		const texts = readsLikeOthers(tx) ? this.#texts : new Map<number, EventText>();
		const events = pastEvents(
			tx,
			nums.filter((one) => !texts.has(one)),
		);
		const page: EventText[] = [];
		let length = 0;
		for (const one of nums) {
			const text = texts.get(one) ?? this.#write(tx, events.next().value!);
			length += text.json.length;
			if (length > max_page_text && page.length > 0) return { page, reached: one - 1, isLast: false };
			page.push(text);
		}
		return { page, reached, isLast: isEnd };
	}

	#write(tx: Read, event: DurableEvent): EventText {
		const text = toText(forCaller(tx, event), cursorNum(event.cursor), this.#form);
		const messages = readsLikeOthers(tx) ? messagesOf(event.payload) : [];
		if (messages.length > 0) this.#keep(text, messages);
		return text;
	}

	#keep(text: EventText, messages: string[]): void {
		this.#kept += text.json.length;
		this.#texts.set(text.num, text);
		for (const id of messages) this.#about.set(id, [...(this.#about.get(id) ?? []), text.num]);
	}

	/** Drops events that have changed. */
	#refresh(tx: Read): void {
		const head = headNum(tx);
		const since = this.#head ?? head;
		this.#head = head;
		if (this.#kept > max_kept) return this.#clear();
		if (since === head) return;
		const news = changesAfter(tx.sql, since);
		// a profile is part of every message that its person wrote
		if (news.some(({ type }) => type === "member.updated" || type === "member.joined")) return this.#clear();
		for (const num of news.flatMap(({ ids }) => messagesOf(ids)).flatMap((id) => this.#about.get(id) ?? []))
			this.#texts.delete(num);
	}

	/** For when no replay is running. */
	forget(): void {
		this.#clear();
		this.#head = undefined;
	}

	#clear(): void {
		this.#texts.clear();
		this.#about.clear();
		this.#kept = 0;
	}
}

/** Numbers skip events that are not visible, so the count is queried only when they are far apart. */
function isTooLong(tx: Read, num: number): boolean {
	const behind = headNum(tx) - num;
	if (behind <= max_replay) return false;
	return behind > max_looked_at || eventsFor(tx, num, max_replay + 1).nums.length > max_replay;
}

function isCaughtUp(tx: Read, num: number): boolean {
	const { nums, isEnd } = eventsFor(tx, num, 1);
	return nums.length === 0 && isEnd;
}

/** The messages that an event is about: its own, and the root of its thread. */
function messagesOf(ids: object): string[] {
	const { message_id, root_message_id } = ids as Record<string, string | undefined>;
	return [message_id, root_message_id].filter((id) => id !== undefined);
}
