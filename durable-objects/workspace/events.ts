import {
	type ChannelId,
	Cursor,
	type DurableEvent,
	type EventOf,
	type EventPage,
	type EventType,
	type ListEvents,
	type Message,
	type MessageId,
	type UserId,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { taggedId } from "../ids.ts";
import { permitHearing } from "./access.ts";
import { type Audience, type EventRow, heardAfter } from "./audience.ts";
import { type ChannelRow, toChannel } from "./channels.ts";
import { anyMember, toMember, toModerated } from "./members.ts";
import { messageRow, toMessage } from "./messages.ts";
import { tally } from "./reactions.ts";
import { toThreadState } from "./threads.ts";
import type { Read } from "./transaction.ts";
import { toWorkspace, workspaceRow } from "./workspaces.ts";

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
/** The parts of a payload that are attached at delivery. */
type Attached = "message" | "thread_state" | "channel" | "member" | "workspace" | "count" | "user_ids";

type Resource = Partial<Record<Attached, unknown>> & { message?: Message };

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

export const toCursor = (epoch: string, num: number): string => epoch + String(num).padStart(digits, "0");

/** The number in a cursor that this log has made. */
export const cursorNum = (cursor: string): number => Number(cursor.slice(-digits));

export function headNum({ sql }: Pick<Read, "sql">): number {
	return sql<{ num: number }>`SELECT coalesce(max(num), 0) AS num FROM events`[0]!.num;
}

export const tailCursor = (tx: Read): string => toCursor(tx.home.epoch, headNum(tx));

/** The number in a cursor of this log's history; undefined for one from another history or from the future. */
export function numOf(tx: Read, cursor: string): number | undefined {
	const { epoch } = tx.home;
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
		VALUES (${type}, ${audience.channel_id ?? null}, ${user_ids_json}, ${audience.moderators ? 1 : 0},
			${channel_id ?? null}, ${seq ?? null}, ${tx.now}, ${ids_json})
		RETURNING num` as [{ num: number }];
	const row: EventRow = { num, type, channel_id: channel_id ?? null, seq: seq ?? null, created_at: tx.now, ids_json };
	return toEvent(tx, row, resource) as EventOf<T>;
}

/** Ids from the log and the resource make the event; live and replayed ones are made here alike. */
function toEvent(tx: Read, row: EventRow, resource: Resource): DurableEvent {
	const ids = JSON.parse(row.ids_json) as object;
	const mentioned_user_ids = resource.message?.mentioned_user_ids ?? [];
	const { id: workspace_id, epoch } = tx.home;
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

interface Ids {
	message_id: MessageId;
	root_message_id: MessageId;
	channel_id: ChannelId;
	user_id: UserId;
	emoji: string;
}

/** The resource of a past event, as it is now. */
function attach(tx: Read, row: EventRow): Resource {
	const ids = JSON.parse(row.ids_json) as Ids;
	const type = row.type as DurableEvent["type"];
	switch (type) {
		case "message.created":
		case "message.updated":
		case "message.deleted":
		case "thread.reply_created":
			return { message: toMessage(tx, messageRow(tx, ids.message_id)!) };
		case "thread.state_updated":
			return { thread_state: toThreadState(messageRow(tx, ids.root_message_id)!) };
		case "reaction.added":
		case "reaction.removed":
			return tally(tx, messageRow(tx, ids.message_id)!.num, ids.emoji);
		case "channel.created":
		case "channel.updated":
		case "channel.member_joined":
			return { channel: toChannel(tx, tx.sql<ChannelRow>`SELECT * FROM channels WHERE id = ${ids.channel_id}`[0]!) };
		case "member.joined":
		case "member.updated":
			return { member: toMember(tx, anyMember(tx, ids.user_id)!) };
		case "member.moderation_updated":
			return { member: toModerated(tx, anyMember(tx, ids.user_id)!) };
		case "workspace.updated":
			return { workspace: toWorkspace(workspaceRow(tx)) };
		case "channel.member_left":
		case "channel.read":
		case "member.left":
			return {};
		default:
			throw new Error(`the log holds a ${String(type satisfies never)}, which nobody can attach`);
	}
}

/** Longest page of events, in characters of message text: an event is never cut, but a page is. */
const max_page_text = 256 * 1024;

export interface NumberedEvent {
	num: number;
	event: DurableEvent;
}

/** The next events after `num` that the caller may hear at this moment: up to `limit`, fewer where they are long. */
export function eventsAfter(tx: Read, num: number, limit: number): NumberedEvent[] {
	const page: NumberedEvent[] = [];
	let text = 0;
	for (const row of heardAfter(tx.sql, tx.me.user_id, num, limit)) {
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
