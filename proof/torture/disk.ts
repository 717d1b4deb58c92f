import type { Row } from "./history.ts";
import { type Ids, keyOf } from "./keys.ts";

/** A channel as it is on disk. */
export interface DiskChannel {
	id: string;
	kind: "public" | "private";
	name: string;
}

interface DiskEvent {
	num: number;
	type: Row["type"];
	channel_id: string | null;
	seq: number | null;
	created_at: string;
	ids_json: string;
}

/** A part of the log, and all channels. */
export interface DiskPage {
	events: DiskEvent[];
	channels: DiskChannel[];
}

export function toRow({ num, type, channel_id, seq, created_at, ids_json }: DiskEvent): Row {
	const ids = JSON.parse(ids_json) as Ids;
	return {
		kind: "row",
		at: Date.parse(created_at),
		num,
		type,
		key: keyOf({ type, channel_id, payload: ids }),
		channel: channel_id ?? undefined,
		seq: ids.last_read_seq ?? seq ?? undefined,
		user: ids.user_id ?? ids.author_id,
		message: ids.message_id,
		root: ids.root_message_id,
		nonce: ids.nonce,
		emoji: ids.emoji,
		role: ids.role,
	};
}
