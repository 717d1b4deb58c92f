import { describe, expect, test } from "vitest";
import {
	type Conversation,
	type ConversationId,
	type DirectConversation,
	type DirectConversationId,
	type DurableEvent,
	type Message,
	type MyChannel,
	type Projection,
	type Snapshot,
	type User,
	apply,
	applyLocal,
	isDirect,
	project,
	release,
	replay,
	reset,
	settle,
	topicKey,
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
	can_post: true,
	last_read_seq: 0,
	unread_count: 0,
	mention_count: 0,
});
const direct = (id: DirectConversationId, ...others: User[]): DirectConversation => ({
	id,
	route_id: id,
	workspace_id,
	created_at: at,
	members: [ada, ...others],
	former_member_ids: [],
	can_send: true,
	last_seq: 0,
	last_read_seq: 0,
	unread_count: 0,
	mention_count: 0,
});
const conversation = (id: ConversationId) => (isDirect(id) ? direct(id, grace) : channel(id));
const { is_member: _, last_read_seq: __, unread_count: ___, mention_count: ____, ...reef } = channel("chn_reef");

/** Ada's client of a workspace, with windows loaded on these conversations and on the thread of the first message. */
function clientOf(...conversations: (Conversation | DirectConversation)[]): Projection {
	const [workspace, me, members] = [{ id: workspace_id, name: "Tidepool" }, member(ada), [member(ada), member(grace)]];
	const channels = conversations.filter((one) => "is_member" in one);
	const direct_conversations = conversations.filter((one) => "can_send" in one);
	const lists = { channels, direct_conversations, members, groups: [], unread_mentions: [] };
	const snapshot = { cursor: cursor(0), workspace, me, ...lists };
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

type Counts = Pick<MyChannel, "last_read_seq" | "unread_count" | "mention_count">;
const read = (n: number, id: ConversationId, counts: Partial<Counts>) =>
	told(n, { type: isDirect(id) ? "dm.read" : "channel.read", payload: { ...placeOf(id), user_id: ada.id, ...counts } });
const deleted = (n: number, message: Message) =>
	told(n, { type: "message.deleted", payload: { message: { ...message, body: "", deleted_at: at } } });

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
		read(7, id, { last_read_seq: 2, unread_count: 1, mention_count: 0 }),
	];
}

test.each<ConversationId>(["chn_general", "dm_1"])(
	"%s holds its messages, threads, reactions, unread counts and mentions",
	(id) => {
		const client = clientOf(conversation(id));
		const known = () => (isDirect(id) ? client.direct_conversations.get(id) : client.conversations.get(id));
		const events = history(id);
		for (const event of events.slice(0, 6)) apply(client, event);
		expect(client.timelines.get(id)?.messages.map((message) => message.body)).toEqual(["1", "2", "3"]);
		expect(client.timelines.get(id)?.messages[0]).toMatchObject({
			reactions: [{ emoji: "🦀", count: 1 }],
			thread_state: { reply_count: 1 },
		});
		expect(client.timelines.get("msg_1")?.messages).toMatchObject([{ thread_seq: 1 }]);
		expect(known()).toMatchObject({ last_seq: 3, unread_count: 2, mention_count: 1 });
		expect([...client.mentions.values()]).toEqual([{ message_id: "msg_2", conversation_id: id, seq: 2 }]);

		apply(client, events[6]!);
		expect(known()).toMatchObject({ last_read_seq: 2, unread_count: 1, mention_count: 0 });
		expect(client.mentions.size).toBe(0);
	},
);

test.each<ConversationId>(["chn_general", "dm_1"])("when %s is not mine any more, nothing of it is kept", (id) => {
	const client = clientOf(conversation(id));
	for (const event of history(id)) apply(client, event);
	const { me, workspace } = client;
	const empty = {
		channels: [],
		direct_conversations: [],
		members: [],
		unread_mentions: [],
		online_user_ids: [],
		groups: [],
		sidebar: { sections: [] },
	};
	const whole = { has_more_members: false, has_more_direct_conversations: false };
	reset(client, { cursor: cursor(9), me, workspace, ...empty, ...whole });
	expect(client.conversations.size + client.direct_conversations.size).toBe(0);
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
const known = ({ cursor, stale, unsure, ...all }: Projection) => ({
	maps: [all.conversations, all.direct_conversations, all.members, all.mentions, all.timelines].map((map) =>
		[...map].toSorted(([a], [b]) => (a < b ? -1 : 1)),
	),
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

describe.each<ConversationId>(["chn_general", "dm_1"])("what is unread in %s", (id) => {
	const counts = (client: Projection) => {
		const known = isDirect(id) ? client.direct_conversations.get(id) : client.conversations.get(id);
		return [known!.last_read_seq, known!.unread_count, known!.mention_count];
	};
	const calling = { mentioned_user_ids: [ada.id] };

	test("is what others have said and have not deleted", () => {
		const client = clientOf(conversation(id));
		apply(client, created(1, said(id, 1, ada)));
		expect(counts(client)).toEqual([1, 0, 0]);
		for (const n of [2, 3, 4]) apply(client, created(n, said(id, n, grace)));
		apply(client, created(5, said(id, 5, ada)));
		expect(counts(client)).toEqual([1, 3, 0]);
		apply(client, deleted(6, said(id, 3, grace)));
		apply(client, deleted(7, said(id, 5, ada)));
		expect(counts(client)).toEqual([1, 2, 0]);
	});

	test("counts again after the position has moved back, whose mentions are not listed", () => {
		const client = clientOf(conversation(id));
		for (const n of [1, 2]) apply(client, created(n, said(id, n, grace, calling)));
		apply(client, read(3, id, { last_read_seq: 2, unread_count: 0, mention_count: 0 }));
		apply(client, read(4, id, { last_read_seq: 0, unread_count: 2, mention_count: 2 }));
		expect(counts(client)).toEqual([0, 2, 2]);
		expect(client.mentions.size).toBe(0);
		apply(client, deleted(5, said(id, 1, grace)));
		expect([...client.unsure]).toEqual([id]);
	});

	test("is true after a replay, in which messages are as they are now and positions as they were", () => {
		const mention = (n: number) => said(id, n, grace, calling);
		const edited = (n: number, message: Message) => told(n, { type: "message.updated", payload: { message } });
		const moved = (n: number, mention_count: number) =>
			read(n, id, { last_read_seq: 1, unread_count: 2, mention_count });

		const later = clientOf(conversation(id));
		for (const n of [1, 2, 3]) apply(later, created(n, n === 3 ? mention(3) : said(id, n, grace)));
		apply(later, moved(4, 0));
		apply(later, edited(5, mention(3)));
		expect(counts(later)).toEqual([1, 2, 1]);

		const noLonger = clientOf(conversation(id));
		for (const n of [1, 2, 3]) apply(noLonger, created(n, n === 2 ? mention(2) : said(id, n, grace)));
		apply(noLonger, moved(4, 2));
		apply(noLonger, edited(5, said(id, 3, grace)));
		expect([...noLonger.unsure]).toEqual([id]);
	});

	test("does not change by an answer that comes before its turn, and changes once in turn", () => {
		const client = clientOf(conversation(id));
		const mine = created(3, said(id, 2, ada));
		applyLocal(client, mine);
		apply(client, created(2, said(id, 1, grace, calling)));
		expect(counts(client)).toEqual([0, 1, 1]);
		apply(client, mine);
		const gone = deleted(5, said(id, 1, grace));
		applyLocal(client, gone);
		apply(client, created(4, said(id, 3, grace)));
		apply(client, gone);
		expect(counts(client)).toEqual([0, 1, 0]);
	});

	test("is not changed by events that an answer has in it, and asked for again where one is missing in it", () => {
		const client = clientOf(conversation(id));
		const now = { ...conversation(id), last_seq: 4, last_read_seq: 1, unread_count: 2, mention_count: 1 };
		settle(client, id, { ...now, as_of: cursor(6) });
		for (const n of [1, 2, 3, 4]) apply(client, created(n, said(id, n, grace, calling)));
		apply(client, deleted(5, said(id, 3, grace)));
		apply(client, read(6, id, { last_read_seq: 1, unread_count: 2, mention_count: 1 }));
		expect(counts(client)).toEqual([1, 2, 1]);
		apply(client, created(7, said(id, 5, grace)));
		expect(counts(client)).toEqual([1, 3, 1]);
		settle(client, id, { ...now, as_of: cursor(6) });
		expect([...client.unsure]).toEqual([id]);
	});

	test("is asked for after an event of a server that does not say what is counted", () => {
		const client = clientOf(conversation(id));
		apply(client, created(1, said(id, 1, grace)));
		apply(client, read(2, id, { last_read_seq: 1 }));
		expect([...client.unsure]).toEqual([id]);
	});

	test("stands still where the position is very far behind", () => {
		const far = { last_seq: 10_000, unread_count: 9_000 };
		const client = clientOf({ ...conversation(id), ...far });
		apply(client, created(1, said(id, 10_001, grace)));
		expect(counts(client)).toEqual([0, 10_000, 0]);
		apply(client, deleted(2, said(id, 10_001, grace)));
		expect(counts(client)).toEqual([0, 10_000, 0]);
	});
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
	const gone = told(1, { type: "channel.deleted", payload: { channel_id: "chn_general" } });
	apply(client, gone);
	client.timelines.set("chn_general", { messages: [said("chn_general", 1, ada)], has_older: false, has_newer: false });
	replay(client, [gone]);
	expect(client.timelines.has("chn_general")).toBe(false);
});

describe("a direct conversation", () => {
	const id = "dm_1";
	const linus = user("linus");
	const opened = (n: number, change: Partial<DirectConversation> = {}) =>
		told(n, {
			type: "dm.opened",
			seq: 0,
			payload: { user_id: ada.id, conversation: { ...direct(id, grace), ...change } },
		});
	const closed = (n: number) =>
		told(n, { type: "dm.closed", payload: { direct_conversation_id: id, user_id: ada.id } });
	const known = (client: Projection) => client.direct_conversations.get(id);

	test("comes when it is opened, counts what is said in it, and goes when it is closed", () => {
		const client = clientOf();
		apply(client, opened(1));
		apply(client, created(2, said(id, 1, grace, { mentioned_user_ids: [ada.id] })));
		expect(known(client)).toMatchObject({ last_seq: 1, unread_count: 1, mention_count: 1, last_message_at: at });
		expect([...client.mentions.values()]).toEqual([{ message_id: "msg_1", conversation_id: id, seq: 1 }]);
		apply(client, closed(3));
		expect(client.direct_conversations.size + client.mentions.size).toBe(0);
	});

	test("that is looked at stays until that ends, and does not count meanwhile", () => {
		const client = clientOf(direct(id, grace));
		apply(client, created(1, said(id, 1, grace, { mentioned_user_ids: [ada.id] })));
		apply(client, closed(2));
		expect(known(client)).toMatchObject({ hidden_at: at, last_seq: 1, mention_count: 0 });
		expect(client.mentions.size).toBe(0);
		apply(client, opened(3, { last_seq: 1, unread_count: 1, mention_count: 1 }));
		expect(known(client)).toMatchObject({ last_seq: 1, unread_count: 1, mention_count: 1 });
		expect(known(client)).not.toHaveProperty("hidden_at");
		apply(client, closed(4));
		release(client, id);
		expect(client.direct_conversations.size + client.timelines.size).toBe(0);
	});

	test("that was in no snapshot is asked for when something is said in it", () => {
		const client = clientOf();
		apply(client, created(1, said(id, 7, grace)));
		expect([...client.unsure]).toEqual([id]);
		settle(client, id, { ...direct(id, grace), last_seq: 7, unread_count: 7 });
		expect(known(client)).toMatchObject({ last_seq: 7 });
		expect(client.unsure.size).toBe(0);
	});

	test("knows who of its members has left, came back or has another name", () => {
		const client = clientOf(direct(id, grace, linus));
		const left = (n: number, one: User) => told(n, { type: "member.left", payload: { user_id: one.id } });
		apply(client, left(1, linus));
		expect(known(client)).toMatchObject({ can_send: true, former_member_ids: [linus.id] });
		apply(client, left(2, grace));
		expect(known(client)).toMatchObject({ can_send: false, former_member_ids: [grace.id, linus.id] });
		const back = { ...linus, display_name: "Linus T." };
		apply(client, told(3, { type: "member.joined", payload: { member: member(back) } }));
		expect(known(client)).toMatchObject({ can_send: true, former_member_ids: [grace.id], members: [ada, grace, back] });
	});
});

describe("the window on a topic", () => {
	const id = "chn_general";
	const key = topicKey("top_1", id);
	const about = (n: number, rest: Partial<Message> = {}) => said(id, n, grace, { topic_id: "top_1", ...rest });
	const updated = (n: number, message: Message) => told(n, { type: "message.updated", payload: { message } });
	const looking = (...messages: Message[]) => {
		const client = clientOf(channel(id));
		client.timelines.set(key, { messages, has_older: true, has_newer: false });
		return client;
	};
	const seqs = (client: Projection) => client.timelines.get(key)?.messages.map(({ channel_seq }) => channel_seq);

	test("goes when all that was loaded of it lost the topic and there is more: it has to be loaded again", () => {
		const client = looking(about(5), about(7));
		apply(client, updated(1, said(id, 5, grace)));
		expect(seqs(client)).toEqual([7]);
		apply(client, updated(2, said(id, 7, grace)));
		expect(seqs(client)).toBeUndefined();
		apply(client, created(3, about(8)));
		apply(client, updated(4, about(2)));
		expect(seqs(client)).toBeUndefined();
		client.timelines.set(key, { messages: [about(8)], has_older: false, has_newer: false });
		apply(client, updated(5, said(id, 8, grace)));
		apply(client, updated(6, about(3)));
		expect(seqs(client)).toEqual([3]);
	});

	test("has a message that moves into it with my reactions and my choices", () => {
		const client = looking(about(5));
		const poll = (chosen_by_me: boolean) => ({
			options: [{ text: "yes", count: 1, chosen_by_me }],
			voter_count: 1,
			is_multiple: false,
		});
		const asked = { poll: poll(false), reactions: [{ emoji: "🦀", count: 1, reacted_by_me: false }] };
		const mine = { poll: poll(true), reactions: [{ emoji: "🦀", count: 1, reacted_by_me: true }] };
		const messages = [said(id, 6, grace, mine)];
		client.timelines.set(id, { messages, has_older: false, has_newer: false });
		apply(client, updated(1, about(6, asked)));
		expect(seqs(client)).toEqual([5, 6]);
		expect(client.timelines.get(key)?.messages[1]).toMatchObject(mine);
		expect(client.timelines.get(id)?.messages[0]).toMatchObject(mine);
	});
});
