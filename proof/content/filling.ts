import type { Channel, ClickClack, Message, MessageId, WorkspaceId } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import { each } from "../each.ts";
import { type Account, type Site, unless } from "../site.ts";
import { type Place, fields, putInto, tomorrow } from "./fields.ts";
import type { Payload } from "./payloads.ts";

/** Fewer than a page of a timeline holds. */
const per_page = 90;
const replies_each = 2;
const at_once = 16;

/** A channel with messages, of which the first has a thread. */
export interface Room {
	channel: Channel;
	root: Message;
}

export interface Filled {
	reader: Account;
	talk_id: WorkspaceId;
	rooms: Room[];
	live: Channel;
	quiet: Channel;
	/** the workspace that has a channel for each payload */
	shelf_id: WorkspaceId;
	/** those in all fields, each with a person of that name, and the token of an invite to a workspace of that name */
	spread: { text: string; author: ClickClack; invite: string }[];
	/** by the id of the message that is the payload, as it is */
	messages: Map<string, Payload>;
	refused: number;
}

/**
 * Puts payloads into every text that people can set.
 * @param spread those that go into all fields; the others are only messages
 */
export async function fill(site: Site, payloads: Payload[], spread: Set<Payload>): Promise<Filled> {
	const pages = Math.max(payloads.length, replies_each * spread.size) / per_page;
	const filled = await open(await site.signIn("reader@example.com", "Ada Reader"), Math.ceil(pages));
	const put = async ([n, payload]: [number, Payload]) => {
		const { text } = payload;
		const { channel, root } = filled.rooms[n % filled.rooms.length]!;
		if (spread.has(payload)) {
			const { place, ...by } = await prepare(site, filled, root.id, n);
			filled.spread.push({ text, ...by });
			for (const field of fields) if (!(await unlessRefused(putInto(field, place, text)))) filled.refused++;
		}
		const sent = await unlessRefused(filled.reader.chat.messages.create(channel.id, { body: text }));
		if (sent) filled.messages.set(sent.message.id, payload);
		else filled.refused++;
	};
	await each(payloads.entries(), put, at_once);
	return filled;
}

/** What there is before any payload. */
async function open(reader: Account, count: number): Promise<Filled> {
	const { channels, messages, workspaces } = reader.chat;
	const { id: talk_id } = await workspaces.create({ name: "Talk" });
	const { id: shelf_id } = await workspaces.create({ name: "Shelf" });
	const create = async (name: string) => (await channels.create(talk_id, { name })).channel;
	const rooms: Room[] = [];
	for (let n = 0; n < count; n++) {
		const channel = await create(`room-${n}`);
		rooms.push({ channel, root: (await messages.create(channel.id, { body: "root" })).message });
	}
	const [live, quiet] = [await create("live"), await create("quiet")];
	const nothing = { spread: [], messages: new Map(), refused: 0 };
	return { reader, talk_id, shelf_id, rooms, live, quiet, ...nothing };
}

async function prepare(site: Site, { reader, talk_id, shelf_id }: Filled, root_id: MessageId, n: number) {
	const who = { name: `Author ${n}`, email: `author-${n}@example.com`, workspace_id: talk_id };
	const { id: author_id } = await site.operator.admin.createUser(who);
	const author = site.as(author_id);
	const { id: workspace_id } = await author.workspaces.create({ name: `Workspace ${n}` });
	const { token: invite } = await author.invites.create(workspace_id);
	await reader.chat.invites.accept(invite);
	const { channel } = await reader.chat.channels.create(shelf_id, { name: `channel-${n}` });
	const { message } = await author.threads.reply(root_id, { body: "reply" });
	const { conversation } = await author.dms.create(talk_id, [reader.id]);
	const later = await author.scheduled.add(conversation.id, { body: "x", send_at: tomorrow() });
	const { topic } = await author.topics.create(workspace_id, { name: `topic ${n}` });
	const { group } = await author.groups.create(workspace_id, { name: `group ${n}`, handle: `group-${n}` });
	const by = {
		author: site.requests({ user_id: author_id }),
		reader: site.requests({ user_id: reader.id }),
		operator: site.requests({ token: admin_token }),
		nobody: site.requests(),
	};
	const ids = {
		topic_id: topic.id,
		group_id: group.id,
		user_id: reader.id,
		owner_id: author_id,
		channel_id: channel.id,
		workspace_id,
	};
	const usual = {
		...ids,
		direct_conversation_id: conversation.id,
		target_id: conversation.id,
		token: invite,
		scheduled_id: later.scheduled_message.id,
	};
	const place: Place = { n, by, root_id, reply_id: message.id, usual };
	return { place, author, invite };
}

/** A refusal is as good as anything that shows the text harmlessly. */
export const unlessRefused = <T>(asked: Promise<T>): Promise<T | undefined> =>
	unless(asked, ({ status }) => [400, 409].includes(status));
