import {
	type Channel,
	type ChannelId,
	ChatError,
	type CreateChannel,
	type EventOf,
	type EventType,
	type MyChannel,
	type UpdateChannel,
	type UserId,
	routeId,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { present } from "../sql.ts";
import { permit } from "./access.ts";
import { enterChannel } from "./channel-members.ts";
import { refuseBeyond } from "./caps.ts";
import { countMentions } from "./mentions.ts";
import { positionsIn } from "./reads.ts";
import type { Read, Write } from "./transaction.ts";

export const channels = sqliteTable("channels", {
	id: text().$type<ChannelId>().primaryKey(),
	name: text().notNull(),
	display_title: text(),
	topic: text(),
	kind: text().$type<Channel["kind"]>().notNull(),
	created_by: text().$type<UserId>(),
	created_at: text().notNull(),
	archived_at: text(),
	member_count: integer().notNull(),
	deleted_at: text(),
});
export type ChannelRow = typeof channels.$inferSelect;
type Change<T extends EventType> = { channel: MyChannel; event?: EventOf<T> };

/** A channel that the caller sees; one that they do not see does not exist for them. */
export function visibleChannel(tx: Read, channel_id: ChannelId): ChannelRow {
	const [row] = tx.sql<ChannelRow>`
		SELECT c.* FROM channels c JOIN visible_channels v ON v.channel_id = c.id
		WHERE c.id = ${channel_id} AND v.user_id = ${tx.me.user_id}`;
	if (!row) throw new ChatError("not_found", "channel not found");
	return row;
}

/** The newest channel_seq. A deleted message keeps its place, so the index always knows. */
export function headOf({ sql }: Read, timeline_id: string): number {
	return sql<{
		head: number;
	}>`SELECT coalesce(max(seq), 0) AS head FROM messages WHERE timeline_id = ${timeline_id}`[0]!.head;
}

/** As everybody who sees them sees them: there may be thousands, so each thing is asked once for all. */
function toChannels(tx: Read, rows: ChannelRow[]): Channel[] {
	const ids = JSON.stringify(rows.map(({ id }) => id));
	const heads = tx.sql<Pick<Channel, "last_seq">>`
		SELECT (SELECT coalesce(max(seq), 0) FROM messages WHERE timeline_id = value) AS last_seq
		FROM json_each(${ids}) ORDER BY key`;
	return rows.map(({ deleted_at: _, ...row }, i) => ({
		...present(row),
		route_id: routeId("C", row.id),
		workspace_id: tx.identity.id,
		external_managed: false,
		...heads[i]!,
	}));
}

export const toChannel = (tx: Read, row: ChannelRow): Channel => toChannels(tx, [row])[0]!;

/** As the caller sees them. */
function allMine(tx: Read, rows: ChannelRow[]): MyChannel[] {
	const positions = positionsIn(
		tx,
		rows.map(({ id }) => id),
	);
	const mentions = countMentions(tx, positions);
	return toChannels(tx, rows).map((channel) => {
		const position = positions.get(channel.id);
		return {
			...channel,
			is_member: position !== undefined,
			last_read_seq: position ?? 0,
			unread_count: position === undefined ? 0 : channel.last_seq - position,
			mention_count: mentions.get(channel.id) ?? 0,
		};
	});
}

const toMine = (tx: Read, row: ChannelRow): MyChannel => allMine(tx, [row])[0]!;

export const getChannel = (tx: Read, { channel_id }: { channel_id: ChannelId }): MyChannel =>
	toMine(tx, visibleChannel(tx, channel_id));

/** By name; archived ones too. */
export const listChannels = (tx: Read): MyChannel[] => allMine(tx, visibleRows(tx));

export const openChannels = (tx: Read): MyChannel[] =>
	allMine(
		tx,
		visibleRows(tx).filter(({ archived_at }) => archived_at === null),
	);

const visibleRows = (tx: Read): ChannelRow[] => tx.sql<ChannelRow>`
	SELECT c.* FROM channels c JOIN visible_channels v ON v.channel_id = c.id
	WHERE v.user_id = ${tx.me.user_id} ORDER BY c.name, c.id`;

export function createChannel(tx: Write, input: CreateChannel): Change<"channel.created"> {
	permit(tx, "create channels");
	refuseMore(tx);
	claimName(tx, input.name, input.kind);
	const row = insertChannel(tx, input, tx.me.user_id);
	const event = tx.emit({
		type: "channel.created",
		audience: { channel_id: row.id },
		channel_id: row.id,
		ids: { channel_id: row.id },
		resource: { channel: toChannel(tx, row) },
	});
	enterChannel(tx, row, tx.me.user_id);
	return { channel: getChannel(tx, { channel_id: row.id }), event };
}

function refuseMore({ sql, me, caps: { channels } }: Read): void {
	const [{ all, mine }] = sql`
		SELECT count(*) AS "all", count(*) FILTER (WHERE created_by = ${me.user_id}) AS mine
		FROM channels WHERE deleted_at IS NULL` as [{ all: number; mine: number }];
	refuseBeyond(channels.workspace, all, "channels in a workspace: an owner can delete some");
	refuseBeyond(channels.maker, mine, "channels that one person has made: an owner can delete some");
}

/** The channel that every workspace begins with; its first member comes right after. */
export function openGeneral(tx: Write, created_by: UserId): void {
	const row = insertChannel(tx, { name: "general", kind: "public" }, created_by);
	const { id } = row;
	const resource = { channel: toChannel(tx, row) };
	tx.emit({ type: "channel.created", audience: { channel_id: id }, channel_id: id, ids: { channel_id: id }, resource });
}

function insertChannel(tx: Write, { name, kind, display_title, topic }: CreateChannel, created_by: UserId): ChannelRow {
	const row: ChannelRow = {
		id: tx.newId("chn"),
		name,
		kind,
		display_title: display_title || null,
		topic: topic || null,
		created_by,
		created_at: tx.now,
		archived_at: null,
		member_count: 0,
		deleted_at: null,
	};
	tx.sql`INSERT INTO channels (id, name, display_title, topic, kind, created_by, created_at)
		VALUES (${row.id}, ${name}, ${row.display_title}, ${row.topic}, ${kind}, ${created_by}, ${tx.now})`;
	return row;
}

/** A name is taken when the caller can see who has it; public names are unique besides. */
function claimName(tx: Write, name: string, kind: Channel["kind"], except = ""): void {
	const [taken] = tx.sql<ChannelRow>`
		SELECT c.id FROM channels c WHERE c.name = ${name} AND c.id <> ${except} AND (
			(c.kind = 'public' AND ${kind} = 'public')
			OR EXISTS (SELECT 1 FROM visible_channels v WHERE v.channel_id = c.id AND v.user_id = ${tx.me.user_id})
		)`;
	if (taken)
		throw new ChatError("conflict", `a channel named #${name} is in this workspace already: channel names are unique`);
}

export function updateChannel(
	tx: Write,
	{ channel_id, ...change }: UpdateChannel & { channel_id: ChannelId },
): Change<"channel.updated"> {
	const before = visibleChannel(tx, channel_id);
	permit(tx, "change this channel", before);
	if (change.name && change.name !== before.name) claimName(tx, change.name, before.kind, before.id);
	const row = changed(before, change, tx.now);
	if (JSON.stringify(row) === JSON.stringify(before)) return { channel: toMine(tx, row) };
	tx.sql`UPDATE channels SET name = ${row.name}, display_title = ${row.display_title}, topic = ${row.topic},
		archived_at = ${row.archived_at} WHERE id = ${row.id}`;
	const event = tx.emit({
		type: "channel.updated",
		audience: { channel_id },
		channel_id,
		ids: { channel_id, archived: row.archived_at !== null },
		resource: { channel: toChannel(tx, row) },
	});
	return { channel: toMine(tx, row), event };
}

/** "" clears what may be empty. */
function changed(before: ChannelRow, change: UpdateChannel, now: string): ChannelRow {
	const { name = before.name, display_title = before.display_title, topic = before.topic, archived } = change;
	const archived_at = archived === undefined ? before.archived_at : archived ? (before.archived_at ?? now) : null;
	return { ...before, name, display_title: display_title || null, topic: topic || null, archived_at };
}
