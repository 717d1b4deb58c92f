import { runInDurableObject } from "cloudflare:test";
import type { MessageId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus";
const say = async (body: string, conversation_id = team.general.id) =>
	(await team.ada.createMessage({ conversation_id, body })).message;
const save = (message_id: MessageId, state: "open" | "done" = "open", who: Who = "grace") =>
	team[who].saveMessage({ message_id, state });
const saved = async (state: "open" | "done" = "open", who: Who = "grace") => {
	const page = await team[who].listSavedMessages({ state, limit: 100 });
	const ids = await team[who].listSavedIds({});
	expect(ids[state]).toEqual(page.saved.map(({ message_id }) => message_id));
	return page.saved.map(({ message }) => message.body);
};
const gone = { code: "not_found", message: "message not found" };

describe("a message that somebody saved", () => {
	test("is in their list, the one saved last first, and in nobody else's", async () => {
		const [one, two] = [await say("one"), await say("two")];
		const { message: reply } = await team.linus.replyInThread({ message_id: one.id, body: "a reply" });
		for (const { id } of [two, reply, one]) await save(id);
		expect(await saved()).toEqual(["one", "a reply", "two"]);
		expect(await saved("open", "linus")).toEqual([]);
		expect(await saved("done")).toEqual([]);
	});

	test("is done, open again, or removed, and keeps when it was saved", async () => {
		const [one, two] = [await say("one"), await say("two")];
		const { saved_message } = await save(one.id);
		await save(two.id);
		expect((await save(one.id, "done")).saved_message).toEqual({ ...saved_message, state: "done" });
		expect([await saved(), await saved("done")]).toEqual([["two"], ["one"]]);
		await save(one.id);
		expect([await saved(), await saved("done")]).toEqual([["one", "two"], []]);
		await team.grace.unsaveMessage({ message_id: one.id });
		expect(await saved()).toEqual(["two"]);
	});

	test("is told to their own devices, live and later, once for each change", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const [grace, linus] = [await listen(team, "grace"), await listen(team, "linus")];
		const { id } = await say("one");
		await save(id);
		expect((await save(id)).event).toBeUndefined();
		await save(id, "done");
		await team.grace.unsaveMessage({ message_id: id });
		expect(await team.grace.unsaveMessage({ message_id: id })).toEqual({});
		await say("the end");
		for (const listener of [grace, linus])
			await listener.receive((event) => event.type === "message.created" && event.payload.message.body === "the end");
		const states = (events: object[]) =>
			(events as { type: string; payload: { state: string } }[])
				.filter(({ type }) => type === "saved_message.updated")
				.map(({ payload }) => payload.state);
		expect(states(grace.received)).toEqual(["open", "done", "removed"]);
		expect(states(linus.received)).toEqual([]);
		const after = { workspace_id: team.general.workspace_id, limit: 50, after_cursor: cursor };
		expect(states((await team.grace.listEvents(after)).events)).toEqual(["open", "done", "removed"]);
		expect(states((await team.linus.listEvents(after)).events)).toEqual([]);
	});

	test("comes in pages, also of long ones, written or forwarded", async () => {
		for (let n = 0; n < 12; n++) {
			const { id } = await say(`${n} ${"long ".repeat(7_000)}`);
			const forwarding = { conversation_id: team.general.id, body: `${n}`, forwarded_message_id: id };
			await save(n % 3 === 0 ? id : (await team.ada.createMessage(forwarding)).message.id);
		}
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await team.grace.listSavedMessages({ state: "open", limit: 100, ...(cursor && { cursor }) });
			expect(JSON.stringify(page).length).toBeLessThan(400_000);
			seen.push(...page.saved.map(({ message }) => message.body.split(" ")[0]!));
			cursor = page.next_cursor;
			expect(page.has_more).toBe(cursor !== undefined);
		} while (cursor !== undefined);
		expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => String(11 - n)));
	});

	test("is hidden while they do not see it, and gone with the message", async () => {
		const room = await backRoom(team);
		const [secret, other] = [await say("secret", room), await say("other")];
		for (const { id } of [secret, other]) await save(id);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await saved()).toEqual(["other"]);
		const search = { q: "is:saved", syntax: "operators", scope: "all", sort: "newest", limit: 9 } as const;
		expect((await team.grace.searchMessages(search)).results).toMatchObject([{ id: other.id }]);
		await say("others, which are not saved");
		const found = async (q: string) =>
			(await team.grace.searchMessages({ ...search, q, typing: "true" })).results.map(({ id }) => id);
		expect([await found("is:saved oth"), await found("-is:saved is:saved"), await found("is:saved secr")]).toEqual([
			[other.id],
			[],
			[],
		]);
		await expect(save(secret.id)).rejects.toMatchObject(gone);
		await expect(team.grace.unsaveMessage({ message_id: secret.id })).rejects.toMatchObject(gone);
		await team.ada.addChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await saved()).toEqual(["other", "secret"]);
		await team.ada.deleteMessage({ message_id: other.id });
		expect(await saved()).toEqual(["secret"]);
	});

	test("goes with its channel", async () => {
		const { channel } = await team.ada.createChannel({ name: "wreck", kind: "public" });
		await save((await say("all ashore", channel.id)).id);
		await team.ada.deleteChannel({ channel_id: channel.id });
		expect(await saved()).toEqual([]);
		const left = () =>
			runInDurableObject(team.stub, (_, { storage }) =>
				storage.sql
					.exec("SELECT (SELECT count(*) FROM saved_messages) + (SELECT sum(saved_count) FROM members) AS count")
					.one(),
			);
		await expect.poll(left).toEqual({ count: 0 });
	});

	test("costs three rows, and two when it is done", async () => {
		const { id } = await say("one");
		expect(await writesOf(team, () => save(id))).toBe(3);
		expect(await writesOf(team, () => save(id, "done"))).toBe(2);
		expect(await writesOf(team, () => save(id, "done"))).toBe(0);
	});
});

describe("refused is", () => {
	test("one more than the cap, for which what somebody no longer sees does not count", async () => {
		const room = await backRoom(team);
		const secret = await say("secret", room);
		await save(secret.id);
		const fill = (count: number) =>
			runInDurableObject(team.stub, (_, { storage }) => {
				storage.sql.exec(
					`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ?)
					INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
					SELECT 10000 + n, -c.num, 10000 + n, c.num, 1, 'x', 0 FROM n, conversations c WHERE c.id = ?`,
					count,
					team.general.id,
				);
				storage.sql.exec(
					`INSERT INTO saved_messages SELECT ?, conversation_num, num, 'done', num, '' FROM messages WHERE num > 10000`,
					team.users.grace.id,
				);
			});
		const [one, two] = [await say("one"), await say("two")];
		await fill(999);
		const full = { code: "conflict", message: "there is room for 1000 saved messages: remove some that are done" };
		await expect(save(one.id)).rejects.toMatchObject(full);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await save(one.id);
		await expect(save(two.id)).rejects.toMatchObject(full);
		await save(one.id, "done");
		await team.grace.unsaveMessage({ message_id: one.id });
		await save(two.id);
		expect(await saved()).toEqual(["two"]);
	});

	test("what is deleted, hidden or made up", async () => {
		const { id } = await say("one");
		await team.ada.deleteMessage({ message_id: id });
		await expect(save(id)).rejects.toMatchObject({ code: "conflict", message: "this message was deleted" });
		const secret = await say("secret", await backRoom(team));
		const made_up = `${id.slice(0, -8)}zzzzzzzz` as MessageId;
		for (const hidden of [secret.id, made_up]) await expect(save(hidden, "open", "linus")).rejects.toMatchObject(gone);
	});

	test("nothing of two who do the same at once, in either order", async () => {
		const { id } = await say("one");
		await Promise.all([save(id), save(id, "open", "linus"), save(id)]);
		expect([await saved(), await saved("open", "linus")]).toEqual([["one"], ["one"]]);
		await Promise.all([team.grace.unsaveMessage({ message_id: id }), save(id, "done")]);
		expect([await saved(), await saved("done")]).toEqual([[], ["one"]]);
		await Promise.all([save(id), team.grace.unsaveMessage({ message_id: id })]);
		expect([await saved(), await saved("done")]).toEqual([[], []]);
	});
});
