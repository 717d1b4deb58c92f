import { expect, test } from "vitest";
import {
	type Conversation,
	type ConversationId,
	type DurableEvent,
	type Message,
	type MyChannel,
	type Projection,
	type Snapshot,
	type User,
	apply,
	applyLocal,
	project,
	replay,
	reset,
} from "./index.ts";

const at = "2026-05-08T12:00:00.000Z";
const workspace_id = "wsp_1";
const cursor = (n: number) => `0001${String(n).padStart(12, "0")}`;

const user = (handle: string): User => ({
	id: `usr_${handle}`,
	kind: "human",
	handle,
	display_name: handle,
	avatar_url: "",
	created_at: at,
});
const [ada, grace] = [user("ada"), user("grace")];
const member = (one: User) => ({ workspace_id, role: "member", joined_at: at, user: one }) as const;

const channel = (id: ConversationId): MyChannel => ({
	id: id as `chn_${string}`,
	route_id: id,
	workspace_id,
	name: id.slice(4),
	kind: "public",
	created_at: at,
	external_managed: false,
	member_count: 2,
	last_seq: 0,
	is_member: true,
	last_read_seq: 0,
	unread_count: 0,
	mention_count: 0,
});
const { is_member: _, last_read_seq: __, unread_count: ___, mention_count: ____, ...reef } = channel("chn_reef");

/** Ada's client of a workspace, with windows loaded on these conversations and on the thread of the first message. */
function clientOf(...conversations: Conversation[]): Projection {
	const [workspace, me, members] = [{ id: workspace_id, name: "Tidepool" }, member(ada), [member(ada), member(grace)]];
	const snapshot = { cursor: cursor(0), workspace, me, members, channels: conversations, unread_mentions: [] };
	const projection = project(snapshot as unknown as Snapshot);
	const keys = [...conversations.map(({ id }) => id), "msg_1"];
	for (const key of keys) projection.timelines.set(key, { messages: [], has_older: false, has_newer: false });
	return projection;
}

/** How the wire says where: see conversations.ts. */
const placeOf = (id: ConversationId) => (id.startsWith("dm_") ? { direct_conversation_id: id } : { channel_id: id });

const said = (id: ConversationId, n: number, author: User, rest: Partial<Message> = {}): Message =>
	({
		id: `msg_${n}`,
		workspace_id,
		...placeOf(id),
		author_id: author.id,
		author,
		thread_root_id: `msg_${n}`,
		channel_seq: n,
		kind: "message",
		body: `${n}`,
		body_format: "markdown",
		created_at: at,
		mentioned_user_ids: [],
		reactions: [],
		reacted_by: [],
		...rest,
	}) as Message;

type Told = Omit<DurableEvent, "id" | "cursor" | "workspace_id" | "created_at" | "seq" | "payload"> & {
	seq?: number;
	payload: object;
};
const told = (n: number, event: Told) =>
	({ id: `evt_${n}`, cursor: cursor(n), workspace_id, created_at: at, ...event }) as unknown as DurableEvent;
const created = (n: number, message: Message) => told(n, { type: "message.created", payload: { message } });

/** Seven things that happen in one conversation; the mention is the second message, the reply answers the first. */
function history(id: ConversationId): DurableEvent[] {
	const reply = said(id, 3, grace, { parent_message_id: "msg_1", thread_root_id: "msg_1", thread_seq: 1 });
	delete reply.channel_seq;
	const thread_state = { root_message_id: "msg_1", reply_count: 1, last_reply_author_ids: [grace.id] };
	const crab = { message_id: "msg_1", emoji: "🦀", count: 1, user_ids: [grace.id], user_id: grace.id };
	return [
		created(1, said(id, 1, ada)),
		created(2, said(id, 2, grace, { mentioned_user_ids: [ada.id] })),
		told(3, { type: "thread.reply_created", payload: { root_message_id: "msg_1", message: reply } }),
		told(4, { type: "thread.state_updated", payload: { root_message_id: "msg_1", thread_state } }),
		told(5, { type: "reaction.added", payload: crab }),
		created(6, said(id, 3, grace)),
		told(7, { type: "channel.read", payload: { ...placeOf(id), user_id: ada.id, last_read_seq: 2 } }),
	];
}

test.each<ConversationId>(["chn_general", "dm_1"])(
	"%s holds its messages, threads, reactions, unread counts and mentions",
	(id) => {
		const client = clientOf(channel(id));
		const events = history(id);
		for (const event of events.slice(0, 6)) apply(client, event);
		expect(client.timelines.get(id)?.messages.map((message) => message.body)).toEqual(["1", "2", "3"]);
		expect(client.timelines.get(id)?.messages[0]).toMatchObject({
			reactions: [{ emoji: "🦀", count: 1 }],
			thread_state: { reply_count: 1 },
		});
		expect(client.timelines.get("msg_1")?.messages).toMatchObject([{ thread_seq: 1 }]);
		expect(client.conversations.get(id)).toMatchObject({ last_seq: 3, unread_count: 2, mention_count: 1 });
		expect([...client.mentions.values()]).toEqual([{ message_id: "msg_2", conversation_id: id, seq: 2 }]);

		apply(client, events[6]!);
		expect(client.conversations.get(id)).toMatchObject({ last_read_seq: 2, unread_count: 1, mention_count: 0 });
		expect(client.mentions.size).toBe(0);
	},
);

test.each<ConversationId>(["chn_general", "dm_1"])("when %s is not mine any more, nothing of it is kept", (id) => {
	const client = clientOf(channel(id));
	for (const event of history(id)) apply(client, event);
	const { me, workspace } = client;
	const empty = { channels: [], members: [], unread_mentions: [], online_user_ids: [], has_more_members: false };
	reset(client, { cursor: cursor(9), me, workspace, ...empty });
	expect(client.conversations.size).toBe(0);
	expect(client.timelines.size).toBe(0);
});

/** What I did and what Grace did, as the log tells it. */
function mixed(): DurableEvent[] {
	const mine = { user_id: ada.id, channel_id: reef.id };
	const thumb = { message_id: "msg_1", emoji: "👍", user_ids: [ada.id, grace.id] };
	return [
		...history("chn_general").slice(0, 6),
		told(8, { type: "channel.member_joined", seq: 4, payload: { channel: { ...reef, last_seq: 4 }, user_id: ada.id } }),
		told(9, { type: "reaction.added", payload: { ...thumb, count: 1, user_ids: [ada.id], user_id: ada.id } }),
		told(10, { type: "reaction.added", payload: { ...thumb, count: 2, user_id: grace.id } }),
		created(11, said(reef.id, 5, grace, { id: "msg_5", mentioned_user_ids: [ada.id] })),
		created(12, said(reef.id, 6, ada, { id: "msg_6" })),
		told(13, {
			type: "message.updated",
			payload: { message: said("chn_general", 1, ada, { body: "one", edited_at: at }) },
		}),
		created(14, said("chn_general", 4, ada)),
		told(15, { type: "channel.updated", payload: { channel: { ...reef, last_seq: 6, topic: "Corals" } } }),
		told(16, { type: "channel.member_left", payload: { ...mine, member_count: 1 } }),
	];
}

/** Only what is about the end of the log: on the way they may differ. */
const known = ({ conversations, members, mentions, timelines, cursor, stale, unsure }: Projection) => ({
	maps: [conversations, members, mentions, timelines].map((map) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))),
	cursor,
	stale,
	unsure,
});

const isMine = ({ payload }: DurableEvent) => {
	const { user_id, message } = payload as { user_id?: string; message?: Message };
	return (user_id ?? message?.author_id) === ada.id;
};

test("an answer to what I did changes nothing in the end, whenever it comes: before the log tells it, or after", () => {
	const log = mixed();
	const told = clientOf(channel("chn_general"));
	for (const event of log) apply(told, event);
	const answers = [...log.filter(isMine), log.find(({ type }) => type === "channel.updated")!];
	expect(answers.length).toBeGreaterThan(5);
	for (const answer of answers)
		for (let turn = 0; turn <= log.length; turn++) {
			const client = clientOf(channel("chn_general"));
			for (const event of log.slice(0, turn)) apply(client, event);
			applyLocal(client, answer);
			for (const event of log.slice(turn)) apply(client, event);
			// a channel that the answer was ahead of is asked for, and the server knows
			client.unsure.delete(reef.id);
			expect(known(client), `${answer.type} at ${turn}`).toEqual(known(told));
		}
});

test("an answer is shown at once, and skips nothing that others did before", () => {
	const client = clientOf(channel("chn_general"));
	const [, second] = history("chn_general");
	applyLocal(client, created(9, said("chn_general", 3, ada)));
	expect(client.cursor).toBe(cursor(0));
	apply(client, second!);
	expect(client.timelines.get("chn_general")?.messages.map((message) => message.body)).toEqual(["2", "3"]);
});

test("an answer that comes after the log has told more does not bring back what was", () => {
	const client = clientOf(channel("chn_general"));
	const [first] = history("chn_general");
	apply(client, first!);
	apply(
		client,
		told(5, { type: "message.deleted", payload: { message: said("chn_general", 1, ada, { deleted_at: at }) } }),
	);
	applyLocal(client, first!);
	expect(client.timelines.get("chn_general")?.messages).toMatchObject([{ deleted_at: at }]);
});

test("a page that is older than the events that were received meanwhile is brought up to them", () => {
	const client = clientOf(channel("chn_general"));
	const received = history("chn_general").slice(1);
	const page = [said("chn_general", 1, ada)];
	for (const event of history("chn_general")) apply(client, event);
	const before = { ...client.timelines.get("chn_general")! };
	client.timelines.set("chn_general", { ...before, messages: page });
	const { cursor: place } = client;
	replay(client, received);
	expect(client.timelines.get("chn_general")).toEqual(before);
	expect(client.cursor).toBe(place);
	expect(client.conversations.get("chn_general")).toMatchObject({ last_seq: 3, unread_count: 1 });
});

test("a page that comes after its channel was deleted is not kept", () => {
	const client = clientOf(channel("chn_general"));
	const deleted = told(1, { type: "channel.deleted", payload: { channel_id: "chn_general" } });
	apply(client, deleted);
	client.timelines.set("chn_general", { messages: [said("chn_general", 1, ada)], has_older: false, has_newer: false });
	replay(client, [deleted]);
	expect(client.timelines.has("chn_general")).toBe(false);
});
