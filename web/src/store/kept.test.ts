import {
	apply,
	project,
	type Channel,
	type DurableEvent,
	type Message,
	type Projection,
	type Snapshot,
	type User,
} from "@clickclack/sdk";
import { expect, test } from "vitest";
import { keptOf, lastPage, restore } from "./kept.ts";

const ada = { id: "usr_ada", display_name: "Ada", handle: "ada" } as unknown as User;
const general = {
	id: "chn_general",
	workspace_id: "wsp_1",
	name: "general",
	is_member: true,
	last_seq: 2,
} as unknown as Channel;
const looked = { ...general, id: "chn_looked", name: "looked at", is_member: false } as Channel;

const snapshot = {
	cursor: "0001000000000002",
	me: { user: ada, role: "member" },
	workspace: { id: "wsp_1", name: "Engines" },
	channels: [{ ...general, last_read_seq: 2, unread_count: 0, mention_count: 0 }],
	direct_conversations: [{ id: "dm_grace", members: [ada], last_seq: 0 }],
	has_more_direct_conversations: false,
	members: [{ user: ada, role: "member" }],
	groups: [{ id: "grp_1", name: "Crew", handle: "crew", member_count: 1 }],
	unread_mentions: [],
	online_user_ids: [],
	has_more_members: false,
} as unknown as Snapshot;

const message = (seq: number): Message =>
	({
		id: `msg_${seq}`,
		channel_id: general.id,
		channel_seq: seq,
		author: ada,
		author_id: ada.id,
		body: `number ${seq}`,
		reactions: [],
		reacted_by: [],
	}) as unknown as Message;

const said = (seq: number): DurableEvent =>
	({
		type: "message.created",
		cursor: `00010000000000${String(seq).padStart(2, "0")}`,
		payload: { message: message(seq) },
	}) as unknown as DurableEvent;

const again = (projection: Projection, opened = [general.id]): Projection => {
	const next = project({ ...snapshot, channels: [], direct_conversations: [], members: [], groups: [] });
	restore(next, structuredClone(keptOf(projection, opened)));
	return next;
};

test("events complete what was kept as they complete what was kept open", () => {
	const open = project(snapshot);
	open.timelines.set(general.id, { messages: [message(1), message(2)], has_older: false, has_newer: false });
	const kept = again(open);
	for (const one of [open, kept]) for (const seq of [2, 3, 4]) apply(one, said(seq));
	expect(kept).toEqual(open);
	expect(kept.timelines.get(general.id)?.messages.map(({ body }) => body)).toHaveLength(4);
});

test("a window that does not reach the end is not kept: events would leave a gap in it", () => {
	const open = project(snapshot);
	open.timelines.set(general.id, { messages: [message(1)], has_older: false, has_newer: true });
	expect([...again(open).timelines.keys()]).toEqual([]);
});

test("a channel that somebody only looks at is kept as long as its messages are", () => {
	const open = project(snapshot);
	open.conversations.set(looked.id, looked as never);
	expect([...again(open).conversations.keys()]).toEqual([general.id]);
	open.timelines.set(looked.id, { messages: [], has_older: false, has_newer: false });
	expect([...again(open, [general.id, looked.id]).conversations.keys()]).toEqual([general.id, looked.id]);
});

test("a direct conversation is kept, and one that was closed as long as its messages are", () => {
	const open = project(snapshot);
	const id = "dm_closed";
	open.direct_conversations.set(id, { id, members: [ada], hidden_at: "2026-01-01T00:00:00Z" } as never);
	expect([...again(open).direct_conversations.keys()]).toEqual(["dm_grace"]);
	open.timelines.set(id, { messages: [], has_older: false, has_newer: false });
	expect([...again(open, [id as never]).direct_conversations.keys()]).toEqual(["dm_grace", id]);
});

test("of a long timeline the newest page is kept, and that there is more is known", () => {
	const messages = Array.from({ length: 120 }, (_, at) => message(at + 1));
	const page = lastPage({ messages, has_older: false, has_newer: false });
	expect(page.messages.at(-1)?.body).toBe("number 120");
	expect(page.messages.length).toBeLessThan(messages.length);
	expect(page.has_older).toBe(true);
});
