import { no_event } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Team, newTeam, person } from "../../test/people.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

const root = async (body = "a root") =>
	(await team.ada.createMessage({ conversation_id: team.general.id, body })).message;

describe("a thread", () => {
	test("a reply has its own sequence and leaves the channel's alone", async () => {
		const { id, channel_seq } = await root();
		const first = await team.grace.replyInThread({ message_id: id, body: "one" });
		const second = await team.linus.replyInThread({ message_id: id, body: "two" });
		expect([first.message.thread_seq, second.message.thread_seq]).toEqual([1, 2]);
		expect(first.message).toMatchObject({ parent_message_id: id, thread_root_id: id });
		expect(first.message.channel_seq).toBeUndefined();
		expect((await root()).channel_seq).toBe(channel_seq! + 1);
	});

	test("its state has the reply count and the last three authors, newest first", async () => {
		const { id } = await root();
		for (const who of ["grace", "linus", "ada", "grace"] as const)
			await team[who].replyInThread({ message_id: id, body: who });
		const { thread_state } = await team.ada.getMessage({ message_id: id });
		const { grace, ada, linus } = team.users;
		expect(thread_state).toMatchObject({ reply_count: 4, last_reply_author_ids: [grace.id, ada.id, linus.id] });
	});

	test("a deleted reply is not counted, nor is its author without other replies", async () => {
		const { id } = await root();
		const { message } = await team.grace.replyInThread({ message_id: id, body: "one" });
		await team.linus.replyInThread({ message_id: id, body: "two" });
		await team.grace.deleteMessage({ message_id: message.id });
		const { thread_state } = await team.ada.getMessage({ message_id: id });
		expect(thread_state).toMatchObject({ reply_count: 1, last_reply_author_ids: [team.users.linus.id] });
		const { replies } = await team.ada.getThread({ message_id: id, limit: 10 });
		expect(replies.map((reply) => reply.body)).toEqual(["", "two"]);
	});

	test("each reply emits two events: the reply, and the thread's new state", async () => {
		const { id } = await root();
		const { message, thread_state, events } = await team.grace.replyInThread({ message_id: id, body: "hm" });
		expect(events).toMatchObject([
			{ type: "thread.reply_created", payload: { message_id: message.id, root_message_id: id, message } },
			{ type: "thread.state_updated", payload: { root_message_id: id, thread_state } },
		]);
	});

	test("threads cannot be nested", async () => {
		const { id } = await root();
		const { message } = await team.grace.replyInThread({ message_id: id, body: "level one" });
		await expect(team.ada.replyInThread({ message_id: message.id, body: "level two" })).rejects.toMatchObject({
			code: "invalid_request",
			message: "nested thread replies are not supported",
		});
	});

	test("a reply's id opens its whole thread", async () => {
		const { id } = await root();
		const { message } = await team.grace.replyInThread({ message_id: id, body: "here" });
		const thread = await team.linus.getThread({ message_id: message.id, limit: 10 });
		expect(thread.root.id).toBe(id);
		expect(thread.replies.map((reply) => reply.id)).toEqual([message.id]);
	});

	test("the same nonce replies once, and is refused elsewhere", async () => {
		const { id } = await root();
		const reply = { message_id: id, body: "once", nonce: "reply-1" };
		const first = await team.grace.replyInThread(reply);
		const again = await team.grace.replyInThread(reply);
		expect(again).toEqual({ message: first.message, thread_state: first.thread_state });
		const elsewhere = { conversation_id: team.general.id, body: "once", nonce: "reply-1" };
		await expect(team.grace.createMessage(elsewhere)).rejects.toMatchObject({ code: "nonce_conflict" });
	});

	test("a long thread opens at its beginning, or at its end on request, and is paged both ways", async () => {
		const { id } = await root();
		for (let i = 1; i <= 7; i++) await team.grace.replyInThread({ message_id: id, body: `r${i}` });
		const seqs = async (window: object) => {
			const { replies, has_older, has_newer } = await team.ada.getThread({ message_id: id, limit: 3, ...window });
			return [replies.map((reply) => reply.thread_seq), has_older, has_newer];
		};
		expect(await seqs({})).toEqual([[1, 2, 3], false, true]);
		expect(await seqs({ latest: "true" })).toEqual([[5, 6, 7], true, false]);
		expect(await seqs({ after_seq: 3 })).toEqual([[4, 5, 6], true, true]);
		expect(await seqs({ before_seq: 5 })).toEqual([[2, 3, 4], true, true]);
	});
});

describe("reactions", () => {
	test("a reaction counts once for each person, however often it is added", async () => {
		const { id } = await root();
		const first = await team.grace.addReaction({ message_id: id, emoji: "🦞" });
		const again = await team.grace.addReaction({ message_id: id, emoji: "🦞" });
		const { grace, linus } = team.users;
		expect(first.event).toMatchObject({ type: "reaction.added", payload: { count: 1, user_ids: [grace.id] } });
		expect(again).toEqual({
			reactions: [{ emoji: "🦞", count: 1, reacted_by_me: true }],
			reacted_by: [{ emoji: "🦞", user_ids: [grace.id] }],
			event: no_event,
		});
		const both = await team.linus.addReaction({ message_id: id, emoji: "🦞" });
		expect(both.reactions).toEqual([{ emoji: "🦞", count: 2, reacted_by_me: true }]);
		expect(both.reacted_by).toEqual([{ emoji: "🦞", user_ids: [grace.id, linus.id].toSorted() }]);
	});

	test("removing one lowers the count; removing a missing one does nothing", async () => {
		const { id } = await root();
		await team.grace.addReaction({ message_id: id, emoji: ":claw:" });
		const { event, reactions } = await team.grace.removeReaction({ message_id: id, emoji: ":claw:" });
		expect(event).toMatchObject({ type: "reaction.removed", payload: { count: 0 } });
		expect(reactions).toEqual([]);
		expect(await team.grace.removeReaction({ message_id: id, emoji: ":claw:" })).toEqual({
			reactions: [],
			reacted_by: [],
			event: no_event,
		});
	});

	test("a message has room for fifty different ones, and any number of the same", async () => {
		const { id } = await root();
		const stranger = person("mae");
		await team.system.admit({ user: stranger, role: "member" });
		const people = [team.ada, team.grace, team.as(stranger.id)];
		for (let i = 0; i < 50; i++) await people[i % people.length]!.addReaction({ message_id: id, emoji: `:claw${i}:` });
		const one_more = { message_id: id, emoji: ":one-more:" };
		await expect(team.linus.addReaction(one_more)).rejects.toMatchObject({ code: "conflict" });
		await expect(team.linus.addReaction({ message_id: id, emoji: ":claw7:" })).resolves.toBeDefined();
	});

	test("a person has room for twenty different ones on a message", async () => {
		const { id: message_id } = await root();
		for (let i = 0; i < 20; i++) await team.grace.addReaction({ message_id, emoji: `:claw${i}:` });
		const refused = { code: "conflict", message: expect.stringContaining("remove one") };
		await expect(team.grace.addReaction({ message_id, emoji: "👍" })).rejects.toMatchObject(refused);
		await expect(team.grace.addReaction({ message_id, emoji: ":claw7:" })).resolves.toBeDefined();
		await team.grace.removeReaction({ message_id, emoji: ":claw7:" });
		await expect(team.grace.addReaction({ message_id, emoji: "👍" })).resolves.toBeDefined();
	});

	test("everybody sees the same counts and which reactions are their own", async () => {
		const { id } = await root();
		await team.grace.addReaction({ message_id: id, emoji: "👍" });
		const seen = async (who: "grace" | "linus") => (await team[who].getMessage({ message_id: id })).reactions[0];
		expect(await seen("grace")).toMatchObject({ count: 1, reacted_by_me: true });
		expect(await seen("linus")).toMatchObject({ count: 1, reacted_by_me: false });
	});
});
