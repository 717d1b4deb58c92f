import type { DirectConversationId, ServerEvent, UserId } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Listener, type Name, type Team, listen, newTeam, person } from "../../test/people.ts";
import { writesOf } from "../../test/writes.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

const idOf = (who: Name): UserId => team.users[who].id;
const open = (who: Name, ...others: Name[]) => team[who].createDirect({ member_ids: others.map(idOf) });
const say = (who: Name, conversation_id: DirectConversationId, body = "hello") =>
	team[who].createDirectMessage({ conversation_id, body });
const listed = async (who: Name) => (await team[who].listDirects({ limit: 100 })).conversations;
const idsOf = async (who: Name) => (await listed(who)).map(({ id }) => id);
const gone = { code: "not_found", message: "conversation not found" };

/** Members besides the cast. */
async function crowd(size: number): Promise<UserId[]> {
	const all = Array.from({ length: size }, (_, i) => person(`guppy-${i}`));
	for (const user of all) await team.system.admit({ user, role: "member" });
	return all.map(({ id }) => id);
}

describe("opening a direct conversation", () => {
	test("puts it into the list of who opened it, and of nobody else before something is said", async () => {
		const { conversation, event } = await open("ada", "grace");
		expect(conversation).toMatchObject({ can_send: true, last_seq: 0, last_read_seq: 0, unread_count: 0 });
		expect(conversation.members.map(({ handle }) => handle)).toEqual(["ada", "grace"]);
		expect(conversation.route_id).toMatch(/^D[0-9A-HJKMNP-TV-Z]{16}$/);
		expect(conversation).not.toHaveProperty("hidden_at");
		const { as_of: _, ...known } = conversation;
		expect(event).toMatchObject({ type: "dm.opened", seq: 0, payload: { user_id: idOf("ada"), conversation: known } });
		expect(await listed("ada")).toEqual([known]);
		expect(await listed("grace")).toEqual([]);
		expect((await team.ada.getSnapshot({})).direct_conversations).toEqual([known]);
		expect((await team.grace.getSnapshot({})).direct_conversations).toEqual([]);
		const seen = await team.grace.getDirect({ direct_conversation_id: conversation.id });
		expect(seen).toMatchObject({ id: conversation.id, hidden_at: expect.any(String) });
	});

	test("gives a set of people the same one, whoever opens it, in any order, with repeats and oneself", async () => {
		const { conversation: pair } = await open("ada", "grace");
		const { conversation: group } = await open("linus", "grace", "ada");
		expect(group.id).not.toBe(pair.id);
		expect((await open("grace", "ada", "ada", "grace")).conversation.id).toBe(pair.id);
		expect((await open("ada", "linus", "grace")).conversation.id).toBe(group.id);
		expect((await open("ada", "linus")).conversation.id).not.toBe(pair.id);
	});

	test.each([
		["ada", "grace"],
		["grace", "ada"],
	] as const)("at once gives both the same one, when the request of %s comes first", async (first, second) => {
		const [one, two] = await Promise.all([open(first, second), open(second, first)]);
		expect(one.conversation.id).toBe(two.conversation.id);
		for (const who of [first, second]) expect(await idsOf(who)).toEqual([one.conversation.id]);
	});

	test("again, after a lost answer, changes nothing and says the same without an event", async () => {
		const { conversation } = await open("ada", "grace");
		const { cursor } = await team.ada.getSnapshot({});
		expect(await open("ada", "grace")).toEqual({ conversation });
		expect((await team.ada.getSnapshot({})).cursor).toBe(cursor);
	});

	test("takes two to thirty-two people", async () => {
		const few = { code: "invalid_request", message: "direct conversation needs at least two members" };
		const many = { code: "invalid_request", message: "direct conversation has too many members" };
		await expect(open("ada")).rejects.toMatchObject(few);
		await expect(open("ada", "ada", "ada")).rejects.toMatchObject(few);
		const others = await crowd(32);
		await expect(team.ada.createDirect({ member_ids: others })).rejects.toMatchObject(many);
		const { conversation } = await team.ada.createDirect({ member_ids: [...others.slice(1), ...others.slice(1)] });
		expect(conversation.members).toHaveLength(32);
	});

	test("is for members: guests neither open one nor are added to one", async () => {
		await expect(open("gus", "ada")).rejects.toMatchObject({ code: "forbidden" });
		await expect(open("ada", "grace", "gus")).rejects.toMatchObject({
			code: "forbidden",
			message: "guests cannot be in direct conversations",
		});
		expect(await listed("ada")).toEqual([]);
	});

	test("does not tell a stranger from somebody who left", async () => {
		const missing = { code: "not_found", message: "member not found" };
		await team.ada.removeMember({ user_id: idOf("linus") });
		await expect(open("ada", "linus")).rejects.toMatchObject(missing);
		const stranger = person("stranger").id;
		await expect(team.ada.createDirect({ member_ids: [idOf("grace"), stranger] })).rejects.toMatchObject(missing);
	});

	test.each([{ blocked: true }, { timeout_minutes: 5 }])(
		"is refused while one is restricted, and so is sending: %j",
		async (restriction) => {
			const { conversation } = await open("grace", "linus");
			await team.ada.moderateMember({ user_id: idOf("grace"), ...restriction });
			await expect(open("grace", "ada")).rejects.toMatchObject({ code: "moderated" });
			await expect(open("grace", "linus")).rejects.toMatchObject({ code: "moderated" });
			await expect(say("grace", conversation.id)).rejects.toMatchObject({ code: "moderated" });
			expect(await idsOf("grace")).toEqual([conversation.id]);
			await say("linus", conversation.id, "are you there?");
		},
	);
});

test("a direct message writes 4 rows like any other, once its conversation is in everybody's list", async () => {
	const { id } = (await open("ada", "grace")).conversation;
	await say("ada", id);
	const indexAll = () => team.ada.searchMessages({ q: "rows", scope: "all", sort: "newest", limit: 1 });
	await indexAll();
	const written = await writesOf(team, async () => {
		for (let i = 0; i < 50; i++)
			for (const who of ["ada", "grace"] as const)
				await team[who].createDirectMessage({ conversation_id: id, body: "counting rows", nonce: `${i}` });
		await indexAll();
	});
	expect(written).toBe(100 * 4);
	expect(await writesOf(team, () => open("grace", "ada"))).toBe(0);
});

describe("hiding", () => {
	const show = (who: Name, id: DirectConversationId) => team[who].openDirect({ direct_conversation_id: id });
	const close = (who: Name, id: DirectConversationId) => team[who].closeDirect({ direct_conversation_id: id });

	test("a closed one is in my list no more, and stays as it is for others and at its address", async () => {
		const { id } = (await open("ada", "grace")).conversation;
		await say("ada", id);
		await close("ada", id);
		expect(await idsOf("ada")).toEqual([]);
		expect(await idsOf("grace")).toEqual([id]);
		expect((await team.ada.getDirect({ direct_conversation_id: id })).hidden_at).toEqual(expect.any(String));
		expect((await team.ada.listDirectMessages({ conversation_id: id, limit: 5 })).messages).toHaveLength(1);
		const { conversation, event } = await show("ada", id);
		expect(conversation).not.toHaveProperty("hidden_at");
		const { as_of: _, ...known } = conversation;
		expect(event).toMatchObject({ type: "dm.opened", seq: 1, payload: { conversation: known } });
		expect(await show("ada", id)).toEqual({ conversation });
		expect(await idsOf("ada")).toEqual([id]);
	});

	test("a new message brings it back for all, a reply in a thread does not", async () => {
		const { id } = (await open("ada", "grace")).conversation;
		const { message } = await say("ada", id);
		for (const who of ["ada", "grace"] as const) await close(who, id);
		await team.grace.replyInThread({ message_id: message.id, body: "in the thread" });
		expect(await idsOf("ada")).toEqual([]);
		await say("grace", id);
		for (const who of ["ada", "grace"] as const) expect(await idsOf(who)).toEqual([id]);
	});

	test("opening it by its people brings it back for me alone", async () => {
		const { id } = (await open("ada", "grace")).conversation;
		await say("ada", id);
		for (const who of ["ada", "grace"] as const) await close(who, id);
		const { event } = await open("ada", "grace");
		expect(event).toMatchObject({ type: "dm.opened" });
		expect(await idsOf("ada")).toEqual([id]);
		expect(await idsOf("grace")).toEqual([]);
	});

	test("what is closed has no mentions to count, until it is back", async () => {
		const { id } = (await open("ada", "grace")).conversation;
		await say("ada", id, "@grace");
		expect(await listed("grace")).toMatchObject([{ mention_count: 1, unread_count: 1 }]);
		expect((await team.grace.getSnapshot({})).unread_mentions).toMatchObject([{ direct_conversation_id: id, seq: 1 }]);
		await close("grace", id);
		expect(await team.grace.getDirect({ direct_conversation_id: id })).toMatchObject({ mention_count: 0 });
		expect((await team.grace.getSnapshot({})).unread_mentions).toEqual([]);
		expect((await show("grace", id)).conversation).toMatchObject({ mention_count: 1 });
	});

	test("restricted members keep their own list in order", async () => {
		const { id } = (await open("grace", "ada")).conversation;
		await team.ada.moderateMember({ user_id: idOf("grace"), timeout_minutes: 5 });
		await close("grace", id);
		expect(await idsOf("grace")).toEqual([]);
		await show("grace", id);
		expect(await idsOf("grace")).toEqual([id]);
	});
});

describe("events", () => {
	const typesIn = (listener: Listener) => listener.received.map(({ type }) => type);
	const isDone = (event: ServerEvent) => event.type === "message.created" && "channel_id" in event;

	test("of opening and closing go to that person alone", async () => {
		const [ada, grace] = await Promise.all([listen(team, "ada"), listen(team, "grace")]);
		const { id } = (await open("ada", "grace")).conversation;
		await team.ada.closeDirect({ direct_conversation_id: id });
		await team.ada.createMessage({ conversation_id: team.general.id, body: "done" });
		await Promise.all([ada, grace].map((one) => one.receive(isDone)));
		expect(typesIn(ada)).toEqual(["dm.opened", "dm.closed", "message.created"]);
		expect(typesIn(grace)).toEqual(["message.created"]);
	});

	test("R45: whoever had it hidden is told of it before the message that brings it back", async () => {
		const grace = await listen(team, "grace");
		const { id } = (await open("ada", "grace")).conversation;
		await say("ada", id, "@grace, hello");
		await team.ada.createMessage({ conversation_id: team.general.id, body: "done" });
		await grace.receive(isDone);
		const [opened, created] = grace.received;
		expect(opened).toMatchObject({
			type: "dm.opened",
			seq: 0,
			payload: {
				direct_conversation_id: id,
				user_id: idOf("grace"),
				conversation: { id, last_seq: 0, mention_count: 0 },
			},
		});
		expect(opened).not.toHaveProperty("channel_id");
		expect(created).toMatchObject({ type: "message.created", seq: 1 });
	});

	test("R45: a replayed one has the counts of its place: the messages after it follow", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const { id } = (await open("ada", "grace")).conversation;
		for (const body of ["@grace", "are you there", "@grace?"]) await say("ada", id, body);
		const page = { workspace_id: team.general.workspace_id, after_cursor: cursor, limit: 50 };
		const { events } = await team.grace.listEvents(page);
		expect(events.map(({ type }) => type)).toEqual(["dm.opened", ...Array(3).fill("message.created")]);
		expect(events[0]).toMatchObject({ payload: { conversation: { last_seq: 0, unread_count: 0, mention_count: 0 } } });
		expect(await listed("grace")).toMatchObject([{ last_seq: 3, unread_count: 3, mention_count: 2 }]);
	});
});

describe("a member who left the workspace", () => {
	test("is still listed; what was said can be read, but nobody is there to write to", async () => {
		const { id } = (await open("ada", "linus")).conversation;
		await say("linus", id);
		const { message } = await say("ada", id);
		await team.ada.removeMember({ user_id: idOf("linus") });
		const alone = await team.ada.getDirect({ direct_conversation_id: id });
		expect(alone).toMatchObject({ can_send: false, former_member_ids: [idOf("linus")] });
		expect(alone.members.map(({ handle }) => handle)).toEqual(["ada", "linus"]);
		expect((await team.ada.listDirectMessages({ conversation_id: id, limit: 5 })).messages).toHaveLength(2);
		const refused = { code: "conflict", message: "direct conversation has no active recipient" };
		await expect(say("ada", id)).rejects.toMatchObject(refused);
		await expect(team.ada.replyInThread({ message_id: message.id, body: "x" })).rejects.toMatchObject(refused);
		// the set of people is the same, so opening it finds what they have
		expect((await open("ada", "linus")).conversation.id).toBe(id);
		await team.system.admit({ user: team.users.linus, role: "member" });
		await say("ada", id, "welcome back");
		expect(await listed("linus")).toMatchObject([{ id, can_send: true, former_member_ids: [], last_seq: 3 }]);
	});

	test("leaves a group to those who are still there", async () => {
		const { id } = (await open("ada", "grace", "linus")).conversation;
		await team.ada.removeMember({ user_id: idOf("linus") });
		await say("grace", id);
		expect(await listed("ada")).toMatchObject([{ can_send: true, former_member_ids: [idOf("linus")] }]);
	});
});

test("nothing of it exists for anybody else, whatever their role, in the words of what does not exist", async () => {
	const { cursor } = await team.ada.getSnapshot({});
	const ada = await listen(team, "ada");
	const { id } = (await open("grace", "linus")).conversation;
	await say("grace", id, "periwinkle, @ada");
	const made_up = `${id.slice(0, -4)}zzzz` as DirectConversationId;
	for (const who of ["ada", "gus"] as const)
		for (const direct_conversation_id of [id, made_up]) {
			const conversation_id = direct_conversation_id;
			const calls = [
				() => team[who].getDirect({ direct_conversation_id }),
				() => team[who].closeDirect({ direct_conversation_id }),
				() => team[who].openDirect({ direct_conversation_id }),
				() => team[who].listDirectMessages({ conversation_id, limit: 1 }),
				() => team[who].createDirectMessage({ conversation_id, body: "let me in" }),
				() => team[who].markDirectRead({ conversation_id, seq: 1 }),
			];
			for (const call of calls) await expect(call()).rejects.toMatchObject(gone);
			const target_id = `D${direct_conversation_id.slice(-16).toUpperCase()}`;
			const asked = { workspace_route_id: team.general.workspace_id, target_id };
			await expect(team[who].resolveRoute(asked)).rejects.toMatchObject({ code: "not_found", message: "not found" });
		}
	expect(await listed("ada")).toEqual([]);
	const all = { workspace_id: team.general.workspace_id, after_cursor: cursor, limit: 100 };
	expect((await team.ada.listEvents(all)).events).toEqual([]);
	await team.ada.createMessage({ conversation_id: team.general.id, body: "done" });
	await ada.receive(({ type }) => type === "message.created");
	expect(ada.received.filter(({ type }) => type !== "presence.changed")).toHaveLength(1);
});

test("public links of a direct conversation and of its threads resolve for its members", async () => {
	const { id, route_id } = (await open("ada", "grace")).conversation;
	const { message } = await say("ada", id);
	const to = (target_id: string) =>
		team.grace.resolveRoute({ workspace_route_id: team.general.workspace_id, target_id });
	expect(await to(route_id)).toMatchObject({ target_type: "direct", target_id: id, target_route_id: route_id });
	expect(await to(message.route_id!)).toMatchObject({
		target_type: "thread",
		target_id: message.id,
		parent_type: "direct",
		parent_id: id,
		parent_route_id: route_id,
	});
});

test("the list begins with what was written in last, and goes on page by page", async () => {
	const pairs = [await open("ada", "grace"), await open("ada", "linus"), await open("ada", "grace", "linus")];
	const [first, second, third] = pairs.map(({ conversation }) => conversation.id) as [
		DirectConversationId,
		DirectConversationId,
		DirectConversationId,
	];
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
	await say("ada", first);
	expect(await idsOf("ada")).toEqual([first, third, second]);
	const page = await team.ada.listDirects({ limit: 2 });
	expect(page).toMatchObject({ has_more: true, conversations: [{ id: first }, { id: third }] });
	const { conversations, ...rest } = await team.ada.listDirects({ limit: 2, cursor: page.next_cursor });
	expect(conversations.map(({ id }) => id)).toEqual([second]);
	expect(rest).toEqual({ has_more: false });
});
