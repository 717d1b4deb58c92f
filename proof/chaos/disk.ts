import { type Ids, keyOf } from "./events.ts";
import type { Row } from "./history.ts";

export interface DiskChannel {
	id: string;
	kind: "public" | "private";
}

type DiskEvent = Pick<Row, "num" | "type"> &
	Record<"conversation_id" | "created_at" | "ids_json", string> & { seq: number };

export interface DiskPage {
	events: DiskEvent[];
	channels: DiskChannel[];
}

export function toRow({ num, type, conversation_id, seq, created_at, ids_json }: DiskEvent): Row {
	const ids = JSON.parse(ids_json) as Ids;
	return {
		kind: "row",
		at: Date.parse(created_at),
		num,
		type,
		key: keyOf({ type, channel_id: conversation_id, payload: ids }),
		channel: conversation_id ?? undefined,
		seq: ids.last_read_seq ?? seq ?? undefined,
		user: ids.user_id ?? ids.author_id,
		message: ids.message_id,
		root: ids.root_message_id,
		nonce: ids.nonce,
		emoji: ids.emoji,
		role: ids.role,
	};
}
