import type { ChannelId, ConversationId, MessageId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../../test/people.ts";

let team: Team;
let back: ChannelId;
beforeAll(async () => {
	team = await newTeam();
	back = await backRoom(team);
});

type Who = "ada" | "grace" | "linus";
const say = async (body: string, conversation_id: ConversationId = team.general.id, who: Who = "ada") =>
	(await team[who].createMessage({ conversation_id, body })).message;
const forward = async (forwarded_message_id: MessageId, more: object = {}, who: Who = "ada") =>
	(await team[who].createMessage({ conversation_id: team.general.id, forwarded_message_id, ...more })).message;
const directOf = async (who: "grace" | "linus") =>
	(await team.ada.createDirect({ member_ids: [team.users[who].id] })).conversation.id;

describe("a forwarded message", () => {
	test("has author, time, Markdown and channel of the first one, in the answer, the event, the list and by id", async () => {
		const said = await say("the **tide** is out");
		const conversation_id = await directOf("grace");
		const { message, event } = await team.ada.createMessage({
			conversation_id,
			body: "look",
			forwarded_message_id: said.id,
		});
		expect(message).toMatchObject({
			body: "look",
			forwarded: {
				message_id: said.id,
				author_id: team.users.ada.id,
				author: { handle: "ada" },
				created_at: said.created_at,
				body: "the **tide** is out",
				channel_id: team.general.id,
			},
		});
		expect(Object.keys(message.forwarded!)).toHaveLength(6);
		expect(event).toMatchObject({ payload: { message } });
		expect((await team.grace.listMessages({ conversation_id, limit: 1 })).messages).toEqual([message]);
		expect(await team.grace.getMessage({ message_id: message.id })).toEqual(message);
	});

	test("needs no words of its own", async () => {
		const said = await say("enough said");
		expect(await forward(said.id)).toMatchObject({ body: "", forwarded: { body: "enough said" } });
	});

	test("says nothing of the private channel or the direct conversation that it is from", async () => {
		for (const place of [back, await directOf("grace")]) {
			const said = await say("just between us", place);
			const { forwarded } = await forward(said.id);
			expect(forwarded).toMatchObject({ message_id: said.id, body: "just between us" });
			expect(JSON.stringify(forwarded)).not.toContain(place);
			await expect(team.linus.getMessage({ message_id: said.id })).rejects.toMatchObject({ code: "not_found" });
		}
	});

	test("passes on what another one forwards, unless that says something itself", async () => {
		const said = await say("the first", back);
		const bare = await forward(said.id);
		expect((await forward(bare.id, {}, "linus")).forwarded).toMatchObject({
			message_id: said.id,
			author: { handle: "ada" },
			body: "the first",
		});
		const commented = await forward(said.id, { body: "see" });
		expect((await forward(commented.id, {}, "linus")).forwarded).toMatchObject({
			message_id: commented.id,
			body: "see",
		});
	});

	test("stays as it was when the first one is edited and deleted, and when its channel is deleted", async () => {
		const { channel } = await team.ada.createChannel({ name: "short-lived", kind: "public" });
		const said = await say("before", channel.id);
		const passed = await forward(said.id);
		await team.ada.editMessage({ message_id: said.id, body: "after" });
		await team.ada.deleteMessage({ message_id: said.id });
		await team.ada.deleteChannel({ channel_id: channel.id });
		expect(await team.linus.getMessage({ message_id: passed.id })).toEqual(passed);
		expect(passed.forwarded?.body).toBe("before");
	});

	test("stays when what was added to it is edited, and is erased with it", async () => {
		const { id } = await forward((await say("to keep")).id, { body: "look" });
		const { message: edited } = await team.ada.editMessage({ message_id: id, body: "look here" });
		expect(edited).toMatchObject({ body: "look here", forwarded: { body: "to keep" } });
		const { message: deleted } = await team.ada.deleteMessage({ message_id: id });
		expect(deleted).not.toHaveProperty("forwarded");
	});

	test("mentions nobody whom the first one mentioned, and is unread as any other", async () => {
		const said = await say("hello @grace");
		expect(await forward(said.id)).toMatchObject({ mentioned_user_ids: [] });
		expect(await forward(said.id, { body: "see @linus" })).toMatchObject({
			mentioned_user_ids: [team.users.linus.id],
		});
	});

	test("is found by the words that it passes on, only by those who see it there", async () => {
		await say("plankton", back);
		const said = await say("a whalebone [here](https://example.com)", back);
		const passed = await forward(said.id);
		const find = async (q: string, who: Who = "linus") => {
			const { workspace_id } = team.general;
			const search = { workspace_id, q, scope: "all", syntax: "operators", sort: "relevance", limit: 10 } as const;
			return (await team[who].searchMessages(search)).results;
		};
		expect(await find("whalebone")).toMatchObject([{ id: passed.id, snippet: "a whalebone here" }]);
		expect(await find("whalebone has:link")).toHaveLength(1);
		expect(await find("plankton")).toEqual([]);
		await team.ada.deleteMessage({ message_id: passed.id });
		expect(await find("whalebone")).toEqual([]);
	});

	test("comes by lean events as by whole ones, with its author's new name afterwards", async () => {
		const said = await say("by linus", team.general.id, "linus");
		const lean = await listen(team, "grace", { frames: "batch", events: "lean" });
		const { id, forwarded } = await forward(said.id);
		await expect.poll(() => lean.frames.some((frame) => frame.includes(id))).toBe(true);
		const frames = lean.frames.flatMap((frame) => JSON.parse(frame) as { users?: { id: string }[] }[]);
		expect(frames.flatMap(({ users = [] }) => users.map((user) => user.id))).toContain(forwarded!.author_id);
	});
});

describe("to a guest", () => {
	test("no answer, live event or past one says which channel it is from; to others all do", async () => {
		const { channel } = await team.ada.createChannel({ name: "for-members", kind: "public" });
		const said = await say("from a channel that guests do not see", channel.id);
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: team.users.gus.id });
		const begin = (
			await team.ada.listEvents({ workspace_id: team.general.workspace_id, limit: 1, include_tail: "true" })
		).tail_cursor!;
		const everybody = ["gus", "grace"] as const;
		const forms = [{ frames: "batch", events: "lean" }, { frames: "batch" }, {}] as const;
		const live = await Promise.all(
			everybody.flatMap((who) => forms.map(async (form) => ({ who, socket: await listen(team, who, form) }))),
		);
		const passed = await forward(said.id, { body: "look, guests" });
		const again = await forward(passed.id, { body: "see" });
		for (const { who, socket } of live) {
			await expect.poll(() => socket.frames.some((frame) => frame.includes(again.id))).toBe(true);
			expect([who, socket.frames.join().includes(channel.id)]).toEqual([who, who === "grace"]);
		}
		for (const who of everybody) {
			const past = await listen(team, who, { after_cursor: begin });
			await expect.poll(() => past.frames.some((frame) => frame.includes(again.id))).toBe(true);
			const { workspace_id } = team.general;
			const answers = JSON.stringify([
				past.frames,
				await team[who].getMessage({ message_id: passed.id }),
				await team[who].listMessages({ conversation_id: team.general.id, limit: 5 }),
				await team[who].searchMessages({ workspace_id, q: "guests", limit: 5, sort: "newest" }),
			]);
			expect([who, answers.includes(channel.id)]).toEqual([who, who === "grace"]);
		}
		const own = await team.gus.createMessage({ conversation_id: team.general.id, forwarded_message_id: passed.id });
		expect(JSON.stringify(own)).not.toContain(channel.id);
	});
});

describe("refused is", () => {
	test.each([["a message that the caller does not see"], ["one that does not exist"]])(
		"%s: not found",
		async (what) => {
			const said = await say("hidden", back);
			const id = what.startsWith("one") ? (`${said.id.slice(0, -4)}7777` as MessageId) : said.id;
			await expect(forward(id, {}, "linus")).rejects.toMatchObject({ code: "not_found", message: "message not found" });
		},
	);

	test("a deleted one", async () => {
		const said = await say("gone");
		await team.ada.deleteMessage({ message_id: said.id });
		await expect(forward(said.id)).rejects.toMatchObject({ code: "conflict", message: "this message was deleted" });
	});

	test("a place in which the caller may not post", async () => {
		const said = await say("not there");
		await expect(forward(said.id, { conversation_id: back }, "linus")).rejects.toMatchObject({ code: "not_found" });
	});
});

describe("a nonce", () => {
	test("makes one of a repeated forward, also when the first message has changed or is gone", async () => {
		const said = await say("once");
		const first = await forward(said.id, { nonce: "f1" });
		await team.ada.deleteMessage({ message_id: said.id });
		expect(await forward(said.id, { nonce: "f1" })).toEqual(first);
		const other = await say("other");
		await expect(forward(other.id, { nonce: "f1" })).rejects.toMatchObject({ code: "nonce_conflict" });
		await expect(
			team.ada.createMessage({ conversation_id: team.general.id, body: "", nonce: "f1" }),
		).rejects.toMatchObject({ code: "nonce_conflict" });
	});

	test("knows the one that was asked for, where that passes on another", async () => {
		const bare = await forward((await say("chain")).id);
		const first = await forward(bare.id, { nonce: "f2" });
		expect(await forward(bare.id, { nonce: "f2" })).toEqual(first);
	});
});
