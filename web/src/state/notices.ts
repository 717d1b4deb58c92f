import { conversationOf, type Message, type ServerEvent } from "@clickclack/sdk";

/** What this browser shows of messages that called me, until they are read. */
interface Shown {
	notice: Notification;
	/** the key of its timeline: a conversation, a thread */
	timeline: string;
	seq: number;
}
const all = new Map<string, Shown>();

export function keepNotice(notice: Notification, message: Message): void {
	const { id, parent_message_id, thread_seq, channel_seq } = message;
	all.set(id, { notice, timeline: parent_message_id ?? conversationOf(message), seq: (thread_seq ?? channel_seq)! });
	notice.addEventListener("close", () => all.delete(id));
}

function closeWhere(isOver: (shown: Shown) => boolean): void {
	for (const [id, shown] of all) {
		if (!isOver(shown)) continue;
		all.delete(id);
		shown.notice.close();
	}
}

/** What was read, on any device, and what was deleted is shown no longer. */
export function noteRead(event: ServerEvent): void {
	if (event.type === "message.deleted") {
		all.get(event.payload.message_id)?.notice.close();
		return void all.delete(event.payload.message_id);
	}
	if (event.type !== "channel.read" && event.type !== "dm.read" && event.type !== "thread.read") return;
	const { payload } = event;
	const place = "root_message_id" in payload ? payload.root_message_id : conversationOf(payload);
	closeWhere(({ timeline, seq }) => timeline === place && seq <= payload.last_read_seq);
}
