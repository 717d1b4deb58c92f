import type { ChannelId, EventType, MessageId, UserId } from "@clickclack/sdk";
import type { Database } from "./database.ts";

/*
 * How messages and events are stored, written as the commands of a workspace write them: the one place to change when that
 * changes.
 */

export interface Logged {
	type: EventType;
	conversation_id?: ChannelId;
	seq?: number;
	created_at: string;
	ids: Record<string, string | number>;
}

/** @see durable-objects/workspace/events/log.ts */
export function emit(db: Database, { type, conversation_id, seq, created_at, ids }: Logged): void {
	const audience = conversation_id === undefined ? "everybody" : "conversation";
	db.sql`INSERT INTO events (num, type, conversation_id, audience, seq, created_at, ids_json)
		SELECT num + 1, ${type}, ${conversation_id ?? null}, ${audience}, ${seq ?? null}, ${created_at}, ${JSON.stringify(ids)}
		FROM log_head`;
}

/** The number of what is written next, message or event. */
export const nextNum = (db: Database): number => db.sql<{ num: number }>`SELECT num + 1 AS num FROM log_head`[0]!.num;

export interface Written {
	num: number;
	id: MessageId;
	conversation_id: ChannelId;
	/** of a reply */
	root?: Written;
	seq: number;
	author_id: UserId;
	body: string;
	mentioned: UserId[];
	hasPoll: boolean;
	created_at: string;
}

const poll = JSON.stringify({ options: ["port", "starboard"], is_multiple: false, counts: [0, 0], voter_count: 0 });

/** @see durable-objects/workspace/messages/create.ts */
export function write(db: Database, message: Written): void {
	const { num, conversation_id, root, seq, author_id, body, mentioned, hasPoll, created_at } = message;
	// as the app makes them (web/src/state/outbox.svelte.ts); it acts on its socket, without a correlation id
	const spread = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35].map((factor) => Math.imul(num, factor) >>> 0);
	const nonce = [Date.parse(created_at), ...spread].map((part) => part.toString(36)).join("-");
	const place = db.numOf(conversation_id);
	const mentions_json = mentioned.length > 0 ? JSON.stringify(mentioned) : null;
	db.sql`INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, nonce, mentions_json, created_ms,
			poll_json)
		VALUES (${num}, ${root?.num ?? -place}, ${seq}, ${place}, ${db.numOf(author_id)}, ${body}, ${nonce}, ${mentions_json},
			${Date.parse(created_at)}, ${hasPoll ? poll : null})`;
	if (!root) return;
	db.sql`UPDATE messages SET reply_count = ${seq}, last_reply_at = ${created_at},
		last_reply_author_ids_json = ${JSON.stringify([author_id])} WHERE num = ${root.num}`;
	emit(db, { type: "thread.state_updated", conversation_id, created_at, ids: { root_message_id: root.id } });
}

/** @see durable-objects/workspace/pins.ts */
export function pin(db: Database, { num, conversation_id, author_id, created_at }: Written): void {
	const place = db.numOf(conversation_id);
	db.sql`INSERT INTO pins VALUES (${place}, ${num}, ${num}, ${author_id}, ${created_at})`;
}

/** @see durable-objects/workspace/reactions.ts */
export function react(
	db: Database,
	{ num, id: message_id, conversation_id, seq, created_at }: Written,
	users: UserId[],
): void {
	const [emoji, user_ids] = ["🦀", users.toSorted()];
	db.sql`UPDATE messages SET reactions_json = ${JSON.stringify([{ emoji, count: user_ids.length, user_ids }])} WHERE num = ${num}`;
	for (const user_id of user_ids) {
		db.sql`INSERT INTO reactions (message_num, emoji_key, user_id, created_at) VALUES (${num}, ${emoji}, ${user_id}, ${created_at})`;
		emit(db, { type: "reaction.added", conversation_id, seq, created_at, ids: { message_id, emoji, user_id } });
	}
}
