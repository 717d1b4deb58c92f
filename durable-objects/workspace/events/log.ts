import { type ChannelId, Cursor, type DurableEvent, type EventOf, type EventType } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { taggedId } from "../../ids.ts";
import type { Audience, EventRow } from "./audience.ts";
import type { Attached, Resource } from "./resources.ts";
import type { Read } from "../transaction.ts";

export const events = sqliteTable("events", {
	num: integer().primaryKey(),
	type: text().$type<DurableEvent["type"]>().notNull(),
	audience_channel_id: text().$type<ChannelId>(),
	audience_user_ids_json: text(),
	audience_moderators: integer().notNull(),
	channel_id: text().$type<ChannelId>(),
	seq: integer(),
	created_at: text().notNull(),
	ids_json: text().notNull(),
});

type Payload<T extends EventType> = EventOf<T>["payload"];

/** What a command says has happened. */
export interface Emission<T extends EventType> {
	type: T;
	audience?: Audience;
	channel_id?: ChannelId;
	seq?: number;
	/** kept in the log */
	ids: Omit<Payload<T>, Attached>;
	/** as it is now; a replay attaches it as it is then */
	resource: Pick<Payload<T>, Attached & keyof Payload<T>>;
}

const digits = 12;

const toCursor = (epoch: string, num: number): string => epoch + String(num).padStart(digits, "0");

export const cursorAt = (tx: Read, num: number): string => toCursor(tx.identity.epoch, num);

/** The number in a cursor that this log has made. */
export const cursorNum = (cursor: string): number => Number(cursor.slice(-digits));

export function headNum({ sql }: Pick<Read, "sql">): number {
	return sql<{ num: number }>`SELECT coalesce(max(num), 0) AS num FROM events`[0]!.num;
}

export const tailCursor = (tx: Read): string => cursorAt(tx, headNum(tx));

/** The number in a cursor of this log's history; undefined for one from another history or from the future. */
export function numOf(tx: Read, cursor: string): number | undefined {
	const { epoch } = tx.identity;
	const isOurs = Cursor.safeParse(cursor).success && cursor.startsWith(epoch);
	return isOurs && cursorNum(cursor) <= headNum(tx) ? cursorNum(cursor) : undefined;
}

/** Writes to the log and gives the event as everybody in its audience will get it. */
export function append<T extends EventType>(
	tx: Read,
	{ type, audience = {}, channel_id, seq, ids, resource }: Emission<T>,
): EventOf<T> {
	const ids_json = JSON.stringify(ids);
	const user_ids_json = audience.user_ids ? JSON.stringify(audience.user_ids) : null;
	const [{ num }] = tx.sql`
		INSERT INTO events
			(type, audience_channel_id, audience_user_ids_json, audience_moderators, channel_id, seq, created_at, ids_json)
		VALUES (${type}, ${audience.channel_id ?? audience.deleted_channel_id ?? null}, ${user_ids_json}, ${audience.moderators ? 1 : 0},
			${channel_id ?? null}, ${seq ?? null}, ${tx.now}, ${ids_json})
		RETURNING num` as [{ num: number }];
	const row: EventRow = { num, type, channel_id: channel_id ?? null, seq: seq ?? null, created_at: tx.now, ids_json };
	return toEvent(tx, row, resource) as EventOf<T>;
}

/** Ids from the log and the resource make the event; live and replayed ones are made here alike. */
export function toEvent(tx: Read, row: EventRow, resource: Resource): DurableEvent {
	const ids = JSON.parse(row.ids_json) as object;
	const mentioned_user_ids = resource.message?.mentioned_user_ids ?? [];
	const { id: workspace_id, epoch } = tx.identity;
	return {
		id: taggedId("evt", row.created_at, tx.tag, row.num),
		cursor: toCursor(epoch, row.num),
		type: row.type,
		workspace_id,
		...(row.channel_id !== null && { channel_id: row.channel_id }),
		...(row.seq !== null && { seq: row.seq }),
		created_at: row.created_at,
		...(mentioned_user_ids.length > 0 && { mentioned_user_ids }),
		payload: { ...ids, ...resource },
	} as DurableEvent;
}
