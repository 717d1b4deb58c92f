import { type Channel, type ClickClack, type Message, RequestError, type WorkspaceId } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import { each } from "../each.ts";
import type { Account, Site } from "../site.ts";
import { type Place, fields, putInto } from "./fields.ts";
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
	authors: ClickClack[];
	/** what is in all fields */
	texts: string[];
	/** tokens of invites to workspaces that are named by payloads, by people who are */
	invites: string[];
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
		const room = filled.rooms[n % filled.rooms.length]!;
		if (spread.has(payload)) await putEverywhere(await prepare(site, filled, room, n), payload, filled);
		const sent = await unlessRefused(filled.reader.chat.messages.create(room.channel.id, { body: payload.text }));
		if (sent) filled.messages.set(sent.message.id, payload);
		else filled.refused++;
	};
	await each(payloads.entries(), put, at_once);
	return filled;
}

/** What there is before any payload. */
async function open(reader: Account, count: number): Promise<Filled> {
	const { channels, messages, workspaces } = reader.chat;
	const [{ id: talk_id }, { id: shelf_id }] = [
		await workspaces.create({ name: "Talk" }),
		await workspaces.create({ name: "Shelf" }),
	];
	const create = async (name: string) => (await channels.create(talk_id, { name })).channel;
	const rooms: Room[] = [];
	for (let n = 0; n < count; n++) {
		const channel = await create(`room-${n}`);
		rooms.push({ channel, root: (await messages.create(channel.id, { body: "root" })).message });
	}
	const [live, quiet] = [await create("live"), await create("quiet")];
	const nothing = { authors: [], texts: [], invites: [], messages: new Map(), refused: 0 };
	return { reader, talk_id, shelf_id, rooms, live, quiet, ...nothing };
}

async function prepare(site: Site, filled: Filled, { root }: Room, n: number): Promise<Place> {
	const { reader, talk_id, shelf_id } = filled;
	const who = { name: `Author ${n}`, email: `author-${n}@example.com`, workspace_id: talk_id };
	const { id: author_id } = await site.operator.admin.createUser(who);
	const author = site.as(author_id);
	const { id: workspace_id } = await author.workspaces.create({ name: `Workspace ${n}` });
	const { token: invite } = await author.invites.create(workspace_id);
	await reader.chat.invites.accept(invite);
	filled.invites.push(invite);
	const { channel } = await reader.chat.channels.create(shelf_id, { name: `channel-${n}` });
	const { message } = await author.threads.reply(root.id, { body: "reply" });
	filled.authors.push(author);
	const by = {
		author: site.requests({ user_id: author_id }),
		reader: site.requests({ user_id: reader.id }),
		operator: site.requests({ token: admin_token }),
		nobody: site.requests(),
	};
	const ids = { root_id: root.id, reply_id: message.id, channel_id: channel.id, workspace_id };
	return { n, by, author_id, reader_id: reader.id, ...ids, invite };
}

async function putEverywhere(place: Place, { text }: Payload, filled: Filled): Promise<void> {
	filled.texts.push(text);
	for (const field of fields) if (!(await unlessRefused(putInto(field, place, text)))) filled.refused++;
}

/** A refusal, which gives undefined, is as good as anything that shows the text harmlessly. */
export const unlessRefused = <T>(request: Promise<T>): Promise<T | undefined> =>
	request.catch((error: unknown) => {
		if (error instanceof RequestError && [400, 409].includes(error.status)) return undefined;
		throw error;
	});
