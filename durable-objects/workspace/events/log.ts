import {
	type ConversationId,
	Cursor,
	type DurableEvent,
	type EventOf,
	type EventType,
	type GroupId,
	type UserId,
	isDirect,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { taggedId } from "../../ids.ts";
import { type Addressed, type Audience, audienceOf, placeOf } from "./audience.ts";
import { type LogEntry, headNum } from "./entries.ts";
import type { Attached, Resource } from "./resources.ts";
import type { Read } from "../transaction.ts";

export const events = sqliteTable("events", {
	num: integer().primaryKey(),
	type: text().$type<DurableEvent["type"]>().notNull(),
	conversation_id: text().$type<ConversationId | GroupId>(),
	audience: text().$type<Audience>().notNull(),
	audience_user_id: text().$type<UserId>(),
	seq: integer(),
	created_at: text().notNull(),
	ids_json: text().notNull(),
});

type Payload<T extends EventType> = EventOf<T>["payload"];

/** An event as a command emits it. */
export interface Emission<T extends EventType> extends Addressed {
	type: T;
	/** of a new message, which is its own entry; any other event gets the next number, and a row */
	num?: number;
	seq?: number | null;
	/** stored in the log */
	ids: Omit<Payload<T>, Attached>;
	/** the current resource for live delivery; a replay attaches the resource of its time */
	resource: Pick<Payload<T>, Attached & keyof Payload<T>>;
}

const digits = 12;

const toCursor = (epoch: string, num: number): string => epoch + String(num).padStart(digits, "0");

export const cursorAt = (tx: Read, num: number): string => toCursor(tx.identity.epoch, num);

/** The number in a cursor of this log. */
export const cursorNum = (cursor: string): number => Number(cursor.slice(-digits));

export const tailCursor = (tx: Read): string => cursorAt(tx, headNum(tx));

/** The number in a cursor of this log's history; undefined for one from another history or from the future. */
export function numOf(tx: Read, cursor: string): number | undefined {
	const { epoch } = tx.identity;
	const isOurs = Cursor.safeParse(cursor).success && cursor.startsWith(epoch);
	return isOurs && cursorNum(cursor) <= headNum(tx) ? cursorNum(cursor) : undefined;
}

/** Appends to the log and returns the event as everybody in its audience will get it. */
export function append<T extends EventType>(tx: Read, emission: Emission<T>): EventOf<T> {
	const { type, conversation_id = null, seq = null, ids, resource, num = insert(tx, emission) } = emission;
	return toEvent(tx, { num, type, conversation_id, seq, created_at: tx.now, ids }, resource) as EventOf<T>;
}

function insert(tx: Read, { type, seq = null, ids, ...addressed }: Emission<EventType>): number {
	const { also = null } = addressed;
	const [{ num }] = tx.sql`
		INSERT INTO events (num, type, conversation_id, audience, audience_user_id, seq, created_at, ids_json)
		SELECT num + 1, ${type}, ${placeOf(addressed) ?? null}, ${audienceOf(addressed)}, ${also}, ${seq}, ${tx.now}, ${JSON.stringify(ids)}
		FROM log_head RETURNING num` as [{ num: number }];
	return num;
}

/** Combines the ids from the log with the resource. Live and replayed events are both built here. */
export function toEvent(tx: Read, entry: LogEntry, resource: Resource): DurableEvent {
	const { num, type, conversation_id: place, seq, created_at, ids } = entry;
	const mentioned_user_ids = resource.message?.mentioned_user_ids ?? [];
	const { id: workspace_id, epoch } = tx.identity;
	return {
		id: taggedId("evt", Date.parse(created_at), tx.tag, num),
		cursor: toCursor(epoch, num),
		type,
		workspace_id,
		...(place !== null && !isDirect(place) && { channel_id: place }),
		...(seq !== null && { seq }),
		created_at,
		...(mentioned_user_ids.length > 0 && { mentioned_user_ids }),
		payload: { ...(place !== null && isDirect(place) && { direct_conversation_id: place }), ...ids, ...resource },
	} as DurableEvent;
}
