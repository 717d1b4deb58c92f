import { type ChannelId, type ClickClack, type Topic, folded, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findChannel } from "./channels.ts";
import { findWorkspace } from "./workspaces.ts";

const row = ({ id, name, channel_id, archived_at }: Topic) => [
	id,
	name,
	channel_id ?? "all channels",
	archived_at ? "archived" : "",
];
const reported = ({ topic }: { topic: Topic }): Report => ({ resource: topic, rows: [row(topic)] });

/** Those that can be used in the channel of --channel, or all. */
export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const all = await chat.topics.list(await findWorkspace(chat, flags));
	const place = flags.channel === undefined ? undefined : await findChannel(chat, flags);
	const topics = all.filter(({ channel_id = place }) => channel_id === place || place === undefined);
	return { resource: topics, rows: topics.map(row), headings: ["ID", "NAME", "OF", ""] };
}

export interface CreateFlags extends Flags {
	allChannels?: boolean;
}

/** Of the channel of --channel, or for all. */
export async function create(flags: CreateFlags, name: string): Promise<Report> {
	const chat = signedIn(flags);
	const place = flags.allChannels ? {} : { channel_id: await findChannel(chat, flags) };
	return reported(await chat.topics.create(await findWorkspace(chat, flags), { name, ...place }));
}

export async function rename(flags: Flags, topic: string, name: string): Promise<Report> {
	const chat = signedIn(flags);
	return reported(await chat.topics.update(await findTopic(chat, flags, topic), { name }));
}

export interface ArchiveFlags extends Flags {
	reopen?: boolean;
}

export async function archive(flags: ArchiveFlags, topic: string): Promise<Report> {
	const chat = signedIn(flags);
	return reported(await chat.topics.update(await findTopic(chat, flags, topic), { archived: !flags.reopen }));
}

/** Its messages stay, without it. */
export async function remove(flags: Flags, topic: string): Promise<Report> {
	const chat = signedIn(flags);
	const { event } = await chat.topics.delete(await findTopic(chat, flags, topic));
	return { resource: event, rows: [["deleted"]] };
}

/** Of one that is sent already. @param topic none takes it off */
export async function set(flags: Flags, id: string, topic?: string): Promise<Report> {
	const chat = signedIn(flags);
	const message_id = idIn("msg", id);
	const { channel_id } = await chat.messages.get(message_id);
	const topic_id = topic === undefined ? undefined : await findTopic(chat, { ...flags, channel: channel_id }, topic);
	const { message } = await chat.topics.set(message_id, topic_id);
	return { resource: message, rows: [[message.topic_id ?? "none"]] };
}

/** By id, or by name in any case: of the channel, or else of those for all channels. */
export async function findTopic(chat: ClickClack, flags: Flags, given: string): Promise<Topic["id"]> {
	if (isId("top", given)) return given;
	const all = await chat.topics.list(await findWorkspace(chat, flags));
	const named = all.filter(({ name }) => folded(name) === folded(given));
	const place: ChannelId | undefined = flags.channel === undefined ? undefined : await findChannel(chat, flags);
	const topic = named.find(({ channel_id }) => channel_id === place) ?? named.find(({ channel_id }) => !channel_id);
	if (topic) return topic.id;
	throw new Stop(
		exit.not_found,
		`no topic is called ${given}: \`clickclack topics list\` shows those that you can see`,
	);
}
