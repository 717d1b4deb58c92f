import { conversationOf, type Message, type ServerEvent } from "@clickclack/sdk";

/** Where a message is. */
export interface Place {
	id: string;
	/** the key of its timeline: a conversation, a thread; of a reminder, `reminder` */
	timeline: string;
	seq: number;
}
/** What this browser shows of messages that called me, until they are read, and of reminders, until they are done. */
const all = new Set<Place & { notice: Notification }>();

/** So long after an event a notice may still be on its way. */
const lately_ms = 5_000;
/** By what was read or deleted lately. */
const lately = new Set<(place: Place) => boolean>();

export function placeOf({ id, parent_message_id, thread_seq, channel_seq, ...message }: Message): Place {
	return { id, timeline: parent_message_id ?? conversationOf(message), seq: (thread_seq ?? channel_seq)! };
}

export const placeOfReminder = (id: string): Place => ({ id, timeline: "reminder", seq: 0 });

export function keepNotice(notice: Notification, place: Place): void {
	const shown = { ...place, notice };
	all.add(shown);
	notice.addEventListener("close", () => all.delete(shown));
}

/** Whether it was read or deleted while its notice was on its way. */
export function isOver(message: Message): boolean {
	const place = placeOf(message);
	return [...lately].some((ended) => ended(place));
}

function closeWhere(ended: (place: Place) => boolean): void {
	for (const shown of all) {
		if (!ended(shown)) continue;
		all.delete(shown);
		shown.notice.close();
	}
}

/** Which messages an event ends. */
function endedBy(event: ServerEvent): ((place: Place) => boolean) | undefined {
	if (event.type === "message.deleted") return ({ id }) => id === event.payload.message_id;
	if (event.type === "reminder.updated")
		return ({ id, timeline }) => timeline === "reminder" && id === event.payload.message_id;
	if (event.type !== "channel.read" && event.type !== "dm.read" && event.type !== "thread.read") return undefined;
	const { payload } = event;
	const place = "root_message_id" in payload ? payload.root_message_id : conversationOf(payload);
	return ({ timeline, seq }) => timeline === place && seq <= payload.last_read_seq;
}

/** What was read, on any device, and what was deleted is shown no longer. */
export function noteRead(event: ServerEvent): void {
	const ended = endedBy(event);
	if (!ended) return;
	closeWhere(ended);
	lately.add(ended);
	setTimeout(() => lately.delete(ended), lately_ms);
}

// A click on one leads nowhere when its page is gone, and whoever signs in next must not see it.
addEventListener("pagehide", () => closeWhere(() => true));
