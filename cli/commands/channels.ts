import { type ClickClack, type MyChannel, type UpdateChannel, isId, slugify } from "@clickclack/sdk";
import { confirm } from "../confirm.ts";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const rows = channels.map((channel) => [channel.id, titleOf(channel), channel.kind, channel.unread_count]);
	return { resource: channels, rows, headings: ["ID", "NAME", "KIND", "UNREAD"] };
}

/** As the app shows it, `C++`, and beside it the name if it is not found by that. */
const titleOf = ({ display_title: title, name }: MyChannel): string =>
	!title || slugify(title) === name ? title || name : `${title} (${name})`;

/** What can be said of a channel, of the flags that are given. */
interface FieldFlags extends Flags {
	title?: string;
	topic?: string;
	externalManaged?: boolean;
	externalRef?: string;
	externalUrl?: string;
}

const fieldsOf = ({ title, topic, externalManaged, externalRef, externalUrl }: FieldFlags) => ({
	display_title: title,
	topic,
	external_managed: externalManaged,
	external_ref: externalRef,
	external_url: externalUrl,
});

export interface CreateFlags extends FieldFlags {
	private?: boolean;
}

export async function create(flags: CreateFlags, name: string): Promise<Report> {
	const chat = signedIn(flags);
	const kind = flags.private ? ("private" as const) : ("public" as const);
	return changed(await chat.channels.create(await findWorkspace(chat, flags), { name, kind, ...fieldsOf(flags) }));
}

export interface UpdateFlags extends FieldFlags {
	name?: string;
	archive?: boolean;
	reopen?: boolean;
	default?: boolean;
	whoCanPost?: UpdateChannel["who_can_post"];
	whoCanAddMembers?: UpdateChannel["who_can_add_members"];
	whoCanPin?: UpdateChannel["who_can_pin"];
	slowMode?: number;
}

export async function update(flags: UpdateFlags, channel: string): Promise<Report> {
	const { name, archive, reopen, default: isDefault, whoCanPost, whoCanAddMembers, whoCanPin } = flags;
	const change = {
		name,
		...fieldsOf(flags),
		archived: archive ? true : reopen ? false : undefined,
		is_default: isDefault,
		who_can_post: whoCanPost,
		who_can_add_members: whoCanAddMembers,
		who_can_pin: whoCanPin,
		slow_mode_seconds: flags.slowMode,
	};
	if (Object.values(change).every((value) => value === undefined))
		throw new Stop(exit.usage, "say what to change: see `clickclack channels update --help`");
	const chat = signedIn(flags);
	return changed(await chat.channels.update(await findChannel(chat, { ...flags, channel }), change));
}

const changed = ({ channel }: { channel: MyChannel }): Report => ({
	resource: channel,
	rows: [[channel.id, titleOf(channel)]],
});

/** Everything that is said of one, and who may do what in it. */
export async function show(flags: Flags, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const shown = await chat.channels.get(await findChannel(chat, { ...flags, channel }));
	const fields = {
		id: shown.id,
		name: titleOf(shown),
		kind: shown.kind,
		topic: shown.topic,
		archived: shown.archived_at && new Date(shown.archived_at),
		members: shown.member_count,
		unread: shown.unread_count,
		"new members join it": shown.is_default && "yes",
		"who may post": shown.who_can_post ?? "everyone",
		"who may add people": shown.who_can_add_members ?? "everyone",
		"who may pin": shown.who_can_pin ?? "everyone",
		"slow mode": shown.slow_mode_seconds === undefined ? "off" : `${shown.slow_mode_seconds} s`,
		"managed by another program": shown.external_managed ? "yes" : undefined,
		"its id there": shown.external_ref,
		"its address there": shown.external_url,
	};
	const rows = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
	return { resource: shown, rows };
}

export interface DeleteFlags extends Flags {
	yes?: boolean;
}

/** Deletes a channel with all its messages. */
export async function remove(flags: DeleteFlags, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const { id, name } = await chat.channels.get(await findChannel(chat, { ...flags, channel }));
	const what = `#${name} and all its messages will be deleted, which cannot be undone`;
	const isRight = (typed: string) => slugify(typed) === name;
	if (!flags.yes) await confirm({ what, type: "Type its name", isRight }, flags);
	const { event } = await chat.channels.delete(id);
	return { resource: event, rows: [[`#${name} is deleted`]] };
}

/** The channel of --channel, by id, or by name in any spelling. */
export async function findChannel(chat: ClickClack, flags: Flags): Promise<MyChannel["id"]> {
	const given = flags.channel;
	if (given === undefined) throw new Stop(exit.usage, "give a channel's name or id with --channel");
	const id = given.replace(/^#/, "");
	if (isId("chn", id)) return id;
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const channel = channels.find(({ name }) => name === slugify(given));
	if (channel) return channel.id;
	throw new Stop(
		exit.not_found,
		`no channel is called ${given}: \`clickclack channels list\` shows those that you can see`,
	);
}
