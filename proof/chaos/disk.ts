import { key } from "../acts/act.ts";
import { type Ids, keyOf } from "./events.ts";
import type { Act, Row } from "./history.ts";

export interface DiskChannel {
	id: string;
	kind: "public" | "private";
	name: string;
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

/** What a channel was named first: a rename adds to it, so that it can still be told by whom it was made. */
const firstName = (name: string): string => name.split("-", 2).join("-");

/**
 * An act whose answer was lost may have made a channel: its name says which. One that was deleted since has no name, but
 * who made it was the first to enter it, in the row after.
 */
export function nameChannels(acts: Act[], channels: DiskChannel[], rows: Row[]): void {
	const named = new Set(channels.flatMap(({ id, name }) => (name === "" ? [] : id)));
	const gone = rows.filter(({ type, channel = "" }) => type === "channel.created" && !named.has(channel));
	const written = new Map(rows.map((row) => [row.num, row.key]));
	for (const act of acts) {
		if (act.name !== "createChannel" || act.outcome === "refused") continue;
		const made = channels.flatMap(({ id, name }) => (act.may.includes(`create #${firstName(name)}`) ? id : []));
		const isEntered = ({ num, channel = "" }: Row) => written.get(num + 1) === key.enter(channel, act.who);
		const lost = gone.filter(isEntered).map(({ channel = "" }) => channel);
		act.may.push(...[...made, ...lost].flatMap((id) => [key.create(id), key.enter(id, act.who)]));
	}
}
