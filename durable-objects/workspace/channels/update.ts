import {
	type ChannelId,
	ChatError,
	type EventOf,
	type MyChannel,
	type UpdateChannel,
	max_default_channels,
	slugify,
} from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit, changesOf, privateIn } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import type { Write } from "../transaction.ts";
import { claimName, titleFor } from "./create.ts";
import { type ChannelRow, getChannel, toChannel, visibleChannel } from "./row.ts";

/** Changes the given fields and leaves the rest; "" clears an optional one. */
export function updateChannel(
	tx: Write,
	{ channel_id, ...change }: UpdateChannel & { channel_id: ChannelId },
): { channel: MyChannel; event?: EventOf<"channel.updated"> } {
	const before = visibleChannel(tx, channel_id);
	permit(tx, "channel.update", before);
	if (change.kind !== undefined && change.kind !== before.kind)
		throw new ChatError("invalid_request", `kind: this channel is ${before.kind}, and the kind cannot change`);
	const row = changed(before, change, tx.now);
	if (row.is_default !== before.is_default) permitDefault(tx, before, row);
	if (rights.some((right) => row[right] !== before[right])) permit(tx, "channel.update_rights", before);
	if (row.name !== before.name) claimName(tx, row.name, row.kind, row.id);
	if (JSON.stringify(row) === JSON.stringify(before)) return { channel: getChannel(tx, { channel_id }) };
	updateRow(tx, row);
	auditUpdate(tx, before, row);
	const archived = row.archived_at !== null;
	const isReopened = before.archived_at !== null && !archived;
	const event = tx.emit({
		type: "channel.updated",
		conversation_id: channel_id,
		ids: { channel_id, archived, ...(isReopened && { reopened: true as const }) },
		resource: { channel: toChannel(tx, row) },
	});
	return { channel: getChannel(tx, { channel_id }), event };
}

/** One entry for each kind of change, as there is an action for each. */
function auditUpdate(tx: Write, before: ChannelRow, after: ChannelRow): void {
	const kinds = [
		["channel.updated", described],
		["channel.rights_changed", rights],
		[after.archived_at === null ? "channel.unarchived" : "channel.archived", ["archived_at"]],
	] as const;
	for (const [action, fields] of kinds) {
		const changes = changesOf(before, after, fields);
		if (changes) audit(tx, { action, target_id: after.id, ...privateIn(after), name: after.name, ...changes });
	}
}

/** Archiving a default channel needs no more than archiving another. */
function permitDefault(tx: Write, before: ChannelRow, row: ChannelRow): void {
	if (row.is_default === null) return row.archived_at === null ? permit(tx, "channel.set_default") : undefined;
	permit(tx, "channel.set_default");
	if (before.kind === "private")
		throw new ChatError("invalid_request", "is_default: new members join public channels only");
	const [{ count }] = tx.sql`SELECT count(*) AS count FROM channels WHERE is_default = 1` as [{ count: number }];
	refuseBeyond(max_default_channels, count, "channels that new members join: take one out");
}

const holders = ["who_can_post", "who_can_add_members", "who_can_pin"] as const;
const rights = [...holders, "slow_mode_seconds"] as const;
const described = [
	"name",
	"display_title",
	"topic",
	"icon_url",
	"sidebar_section",
	"external_managed",
	"external_ref",
	"external_url",
	"is_default",
] as const;

type Text = "topic" | "icon_url" | "sidebar_section" | "external_ref" | "external_url";

/** The title that a name came with goes with it (see `titleFor`); any other stays. */
function titleAfter({ name, display_title }: ChannelRow, renamed: string | undefined): string | null {
	if (renamed === undefined || renamed === name) return display_title;
	const isOfName = display_title !== null && titleFor(display_title) !== null && slugify(display_title) === name;
	return titleFor(renamed) ?? (isOfName ? null : display_title);
}

function changed(before: ChannelRow, change: UpdateChannel, now: string): ChannelRow {
	const { archived, external_managed } = change;
	const name = change.name === undefined ? before.name : slugify(change.name);
	const text = (field: Text) => (change[field] === undefined ? before[field] : change[field] || null);
	const right = (field: (typeof holders)[number]) => {
		const who = change[field] ?? before[field];
		return who === "everyone" ? null : who;
	};
	const archived_at = archived === undefined ? before.archived_at : archived ? (before.archived_at ?? now) : null;
	const isDefault = change.is_default ?? before.is_default === 1;
	return {
		...before,
		name,
		display_title: change.display_title === undefined ? titleAfter(before, change.name) : change.display_title || null,
		topic: text("topic"),
		icon_url: text("icon_url"),
		sidebar_section: text("sidebar_section"),
		external_ref: text("external_ref"),
		external_url: text("external_url"),
		external_managed: external_managed === undefined ? before.external_managed : external_managed ? 1 : 0,
		archived_at,
		is_default: isDefault && archived_at === null ? 1 : null,
		who_can_post: right("who_can_post"),
		who_can_add_members: right("who_can_add_members"),
		who_can_pin: right("who_can_pin"),
		slow_mode_seconds:
			change.slow_mode_seconds === undefined ? before.slow_mode_seconds : change.slow_mode_seconds || null,
	};
}

function updateRow({ sql }: Write, row: ChannelRow): void {
	sql`UPDATE channels SET name = ${row.name}, display_title = ${row.display_title}, topic = ${row.topic},
			icon_url = ${row.icon_url}, sidebar_section = ${row.sidebar_section}, external_managed = ${row.external_managed},
			external_ref = ${row.external_ref}, external_url = ${row.external_url}, archived_at = ${row.archived_at}, is_default = ${row.is_default},
			who_can_post = ${row.who_can_post}, who_can_add_members = ${row.who_can_add_members}, who_can_pin = ${row.who_can_pin},
			slow_mode_seconds = ${row.slow_mode_seconds}
		WHERE id = ${row.id}`;
}
