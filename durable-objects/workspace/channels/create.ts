import {
	type Channel,
	ChatError,
	type CreateChannel,
	type EventOf,
	type MyChannel,
	type UserId,
	isSpelled,
	isolated,
	slugify,
} from "@clickclack/protocol";
import { permit } from "../access.ts";
import { decisionsOf } from "../permissions.ts";
import { audit, privateIn } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import type { Read, Write } from "../transaction.ts";
import { enterChannel } from "./members.ts";
import { type ChannelRow, getChannel, toChannel } from "./row.ts";

export function createChannel(
	tx: Write,
	input: CreateChannel,
): { channel: MyChannel; event: EventOf<"channel.created"> } {
	permit(tx, "channel.create", decisionsOf(tx));
	refuseMore(tx);
	claimName(tx, slugify(input.name), input.kind);
	const { row, event } = openChannel(tx, input, tx.me.user_id);
	enterChannel(tx, row, tx.me.user_id);
	const { id: target_id, name, kind } = row;
	audit(tx, { action: "channel.created", target_id, ...privateIn(row), name, after: { name, kind } });
	return { channel: getChannel(tx, { channel_id: row.id }), event };
}

/** `C++` and `C#` are shown as they were typed; other names need no title besides. */
export const titleFor = (name: string): string | null => (isSpelled(name) ? name : null);

function refuseMore({ sql, me, caps: { channels } }: Read): void {
	const [{ all, mine }] = sql`
		SELECT count(*) AS "all", count(*) FILTER (WHERE created_by = ${me.user_id}) AS mine FROM channels` as [
		{ all: number; mine: number },
	];
	refuseBeyond(channels.workspace, all, "channels in a workspace: an owner can delete some");
	refuseBeyond(channels.creator, mine, "channels that one person has created: an owner can delete some");
}

/** Creates a channel without members. */
export function openChannel(
	tx: Write,
	input: CreateChannel,
	created_by: UserId,
): { row: ChannelRow; event: EventOf<"channel.created"> } {
	const row: ChannelRow = {
		id: tx.newId("chn"),
		name: slugify(input.name),
		kind: input.kind,
		display_title: (input.display_title ?? titleFor(input.name)) || null,
		topic: input.topic || null,
		icon_url: input.icon_url || null,
		sidebar_section: input.sidebar_section || null,
		external_managed: input.external_managed ? 1 : 0,
		external_ref: input.external_ref || null,
		external_url: input.external_url || null,
		created_by,
		created_at: tx.now,
		archived_at: null,
		is_default: null,
		slow_mode_seconds: null,
		who_can_post: null,
		who_can_add_members: null,
		who_can_pin: null,
		member_count: 0,
	};
	insertRow(tx, row);
	const ids = { channel_id: row.id };
	const resource = { channel: toChannel(tx, row) };
	return { row, event: tx.emit({ type: "channel.created", conversation_id: row.id, ids, resource }) };
}

function insertRow({ sql }: Write, row: ChannelRow): void {
	sql`INSERT INTO conversations (id, kind, created_at) VALUES (${row.id}, ${row.kind}, ${row.created_at})`;
	sql`INSERT INTO channels (id, name, display_title, topic, icon_url, sidebar_section, external_managed, external_ref,
			external_url, created_by)
		VALUES (${row.id}, ${row.name}, ${row.display_title}, ${row.topic}, ${row.icon_url}, ${row.sidebar_section},
			${row.external_managed}, ${row.external_ref}, ${row.external_url}, ${row.created_by})`;
}

/** Refuses a name that a channel visible to the caller has; public names are unique besides. */
export function claimName(tx: Write, name: string, kind: Channel["kind"], except = ""): void {
	const [taken] = tx.sql<Pick<ChannelRow, "id">>`
		SELECT ch.id FROM channels ch JOIN conversations c ON c.id = ch.id
		WHERE ch.name = ${name} AND ch.id <> ${except} AND (
			(c.kind = 'public' AND ${kind} = 'public')
			OR EXISTS (SELECT 1 FROM visible_conversations v WHERE v.conversation_id = c.id AND v.user_id = ${tx.me.user_id})
		)`;
	if (taken)
		throw new ChatError(
			"conflict",
			`a channel named #${isolated(name)} is in this workspace already: channel names are unique`,
		);
}
