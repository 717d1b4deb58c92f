import {
	type Channel,
	type ClickClack,
	type Message,
	RequestError,
	type UserId,
	type WorkspaceId,
} from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import { type Place, fields, putInto } from "./fields.ts";
import type { Payload } from "./payloads.ts";
import type { Site } from "../site.ts";

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
	reader: ClickClack;
	reader_id: UserId;
	email: string;
	talk_id: WorkspaceId;
	rooms: Room[];
	live: Channel;
	quiet: Channel;
	authors: ClickClack[];
	/** what is in all fields */
	texts: string[];
	/** the workspace that has a channel for each payload */
	shelf_id: WorkspaceId;
	/** tokens of invites to workspaces that are named by payloads, by people who are */
	invites: string[];
	/** by the id of the message that is the payload, as it is */
	messages: Map<string, Payload>;
	counts: Map<string, { taken: number; refused: number }>;
}

/**
 * Puts payloads into every text that people can set.
 * @param spread those that go into all fields; the others are only messages
 */
export async function fill(site: Site, payloads: Payload[], spread: Set<Payload>): Promise<Filled> {
	const email = "reader@example.com";
	const user = await site.operator.admin.createUser({ name: "Ada Reader", email });
	const reader = site.as(user.id);
	const [talk, shelf] = [await found(reader, "Talk"), await found(reader, "Shelf")];
	const pages = Math.max(payloads.length, replies_each * spread.size) / per_page;
	const rooms = await openRooms(reader, talk, Math.ceil(pages));
	const { channel: live } = await reader.channels.create(talk, { name: "live" });
	const { channel: quiet } = await reader.channels.create(talk, { name: "quiet" });
	const places = { talk_id: talk, rooms, live, quiet, shelf_id: shelf };
	const filled: Filled = {
		reader,
		reader_id: user.id,
		email,
		...places,
		authors: [],
		texts: [],
		invites: [],
		messages: new Map(),
		counts: new Map(),
	};
	const work = payloads.entries();
	const writing = Array.from({ length: at_once }, async () => {
		for (const [n, payload] of work) {
			const room = rooms[n % rooms.length]!;
			if (spread.has(payload)) await putEverywhere(await prepare(site, filled, room, n), payload, filled);
			const message = reader.messages.create(room.channel.id, { body: payload.text });
			const sent = await put(filled, "createMessage.body", message);
			if (sent) filled.messages.set(sent.message.id, payload);
		}
	});
	await Promise.all(writing);
	return filled;
}

const found = async (reader: ClickClack, name: string) => (await reader.workspaces.create({ name })).id;

async function openRooms(reader: ClickClack, workspace_id: WorkspaceId, count: number): Promise<Room[]> {
	const rooms: Room[] = [];
	for (let n = 0; n < count; n++) {
		const { channel } = await reader.channels.create(workspace_id, { name: `room-${n}` });
		const { message } = await reader.messages.create(channel.id, { body: "root" });
		rooms.push({ channel, root: message });
	}
	return rooms;
}

async function prepare(site: Site, filled: Filled, room: Room, n: number): Promise<Place> {
	const { reader, reader_id } = filled;
	const who = { name: `Author ${n}`, email: `author-${n}@example.com`, workspace_id: filled.talk_id };
	const { id: author_id } = await site.operator.admin.createUser(who);
	const author = site.as(author_id);
	const workspace_id = await found(author, `Workspace ${n}`);
	const { token: invite } = await author.invites.create(workspace_id);
	await reader.invites.accept(invite);
	filled.invites.push(invite);
	const { channel } = await reader.channels.create(filled.shelf_id, { name: `channel-${n}` });
	const { message } = await author.threads.reply(room.root.id, { body: "reply" });
	filled.authors.push(author);
	const by = {
		author: site.requests({ user_id: author_id }),
		reader: site.requests({ user_id: reader_id }),
		operator: site.requests({ token: admin_token }),
		nobody: site.requests(),
	};
	const ids = { root_id: room.root.id, reply_id: message.id, channel_id: channel.id, workspace_id };
	return { n, by, author_id, reader_id, ...ids, invite };
}

async function putEverywhere(place: Place, { text }: Payload, filled: Filled): Promise<void> {
	filled.texts.push(text);
	for (const field of fields) await put(filled, field, putInto(field, place, text));
}

/** A refusal is as good as anything that shows the text harmlessly; it is counted. */
async function put<T>({ counts }: Filled, field: string, request: Promise<T>): Promise<T | undefined> {
	const count = counts.get(field) ?? { taken: 0, refused: 0 };
	counts.set(field, count);
	try {
		const answer = await request;
		count.taken++;
		return answer;
	} catch (error) {
		if (!(error instanceof RequestError) || ![400, 409].includes(error.status)) throw error;
		count.refused++;
		return undefined;
	}
}
