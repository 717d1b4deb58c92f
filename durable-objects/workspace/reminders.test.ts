import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { MessageId } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

type Who = "ada" | "grace" | "linus";
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const pass = async (minutes: number) => {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
	await runDurableObjectAlarm(team.stub);
};
const say = async (body: string, conversation_id = team.general.id) =>
	(await team.ada.createMessage({ conversation_id, body })).message;
const remind = (message_id: MessageId, minutes = 10, who: Who = "grace") =>
	team[who].setReminder({ message_id, remind_at: later(minutes) });
const reminders = async (who: Who = "grace") =>
	(await team[who].listReminders({ limit: 100 })).reminders.map(({ message, is_due }) => [message.body, is_due]);
const gone = { code: "not_found", message: "message not found" };
const told = async (after_cursor: string, who: Who = "grace") => {
	const { events } = await team[who].listEvents({ workspace_id: team.general.workspace_id, limit: 100, after_cursor });
	return events.flatMap((event) => (event.type === "reminder.due" ? [event.payload.message_id] : []));
};

describe("a reminder", () => {
	test("comes at its time, to the person alone, and stays until it is done", async () => {
		const [one, two] = [await say("one"), await say("two")];
		await remind(one.id, 20);
		await remind(two.id, 10);
		const [grace, linus] = [await listen(team, "grace"), await listen(team, "linus")];
		expect(await reminders()).toEqual([
			["two", false],
			["one", false],
		]);
		expect(await reminders("linus")).toEqual([]);
		await pass(11);
		const due = await grace.receive((event) => event.type === "reminder.due");
		expect(due.payload).toEqual({ channel_id: team.general.id, message_id: two.id, user_id: team.users.grace.id });
		expect(await reminders()).toEqual([
			["two", true],
			["one", false],
		]);
		await pass(10);
		await expect.poll(() => reminders()).toContainEqual(["one", true]);
		await team.grace.removeReminder({ message_id: two.id });
		expect(await team.grace.removeReminder({ message_id: two.id })).toEqual({});
		expect(await reminders()).toEqual([["one", true]]);
		await say("the end");
		await linus.receive((event) => event.type === "message.created");
		expect(linus.received.filter(({ type }) => type.startsWith("reminder"))).toEqual([]);
	});

	test("comes once, whatever is killed when", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const { id } = await say("one");
		await remind(id);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
		for (let kills = 0; kills < 3; kills++) {
			const ringing = runDurableObjectAlarm(team.stub).catch(() => {});
			// it may not run yet, or no more
			await evictDurableObject(team.stub).catch(() => {});
			await ringing;
		}
		await expect
			.poll(
				async () => {
					await runDurableObjectAlarm(team.stub);
					return await told(cursor);
				},
				{ timeout: 20_000 },
			)
			.toEqual([id]);
	});

	test("is moved, earlier or later, also after it was due", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const { id } = await say("one");
		await remind(id, 60);
		await remind(id, 5);
		await pass(6);
		await expect.poll(() => told(cursor)).toEqual([id]);
		await remind(id, 5);
		expect(await reminders()).toEqual([["one", false]]);
		await pass(6);
		await expect.poll(() => told(cursor)).toEqual([id, id]);
		await remind(id, 5);
		await remind(id, 60);
		await pass(6);
		expect(await reminders()).toEqual([["one", false]]);
	});

	test("tells nothing of what is hidden then, and goes with what is deleted", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const room = await backRoom(team);
		const [secret, other] = [await say("secret", room), await say("other")];
		for (const { id } of [secret, other]) await remind(id);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await team.ada.deleteMessage({ message_id: other.id });
		await pass(11);
		const rows = () =>
			runInDurableObject(team.stub, (_, { storage }) =>
				storage.sql.exec<{ is_due: number }>("SELECT is_due FROM reminders").toArray(),
			);
		await expect.poll(rows).toEqual([{ is_due: 1 }]);
		expect([await told(cursor), await reminders()]).toEqual([[], []]);
		for (const asked of [remind(secret.id), team.grace.removeReminder({ message_id: secret.id })])
			await expect(asked).rejects.toMatchObject(gone);
		await team.ada.addChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await reminders()).toEqual([["secret", true]]);
	});

	test("goes with its channel", async () => {
		const { channel } = await team.ada.createChannel({ name: "wreck", kind: "public" });
		await remind((await say("all ashore", channel.id)).id);
		await team.ada.deleteChannel({ channel_id: channel.id });
		const left = () =>
			runInDurableObject(team.stub, (_, { storage }) => storage.sql.exec("SELECT 1 FROM reminders").toArray().length);
		await expect.poll(left).toBe(0);
	});

	test("costs three rows", async () => {
		const [first, other] = [await say("one"), await say("two")];
		await remind(first.id, 5);
		expect(await writesOf(team, () => remind(other.id))).toBe(3);
	});
});

describe("refused is", () => {
	test("one more than the cap, for which what somebody no longer sees does not count", async () => {
		const room = await backRoom(team);
		const [secret, one, two] = [await say("secret", room), await say("one"), await say("two")];
		await remind(secret.id);
		await runInDurableObject(team.stub, (_, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 99)
				INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
				SELECT 10000 + n, -c.num, 10000 + n, c.num, 1, 'x', 0 FROM n, conversations c WHERE c.id = ?`,
				team.general.id,
			);
			storage.sql.exec(
				"INSERT INTO reminders SELECT ?, conversation_num, num, '2099', 0 FROM messages WHERE num > 10000",
				team.users.grace.id,
			);
		});
		const full = { code: "conflict", message: "there is room for 100 reminders: remove some" };
		await expect(remind(one.id)).rejects.toMatchObject(full);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await remind(one.id);
		await expect(remind(two.id)).rejects.toMatchObject(full);
		await remind(one.id, 20);
	});

	test("what is deleted, hidden or made up, and a time that is over or too far ahead", async () => {
		const { id } = await say("one");
		for (const minutes of [-1, 0, 367 * 24 * 60])
			await expect(remind(id, minutes)).rejects.toMatchObject({ code: "invalid_request" });
		await team.ada.deleteMessage({ message_id: id });
		await expect(remind(id)).rejects.toMatchObject({ code: "conflict" });
		const secret = await say("secret", await backRoom(team));
		const made_up = `${id.slice(0, -8)}zzzzzzzz` as MessageId;
		for (const hidden of [secret.id, made_up]) await expect(remind(hidden, 10, "linus")).rejects.toMatchObject(gone);
	});

	test("nothing of two who do the same at once, in either order", async () => {
		const { id } = await say("one");
		const remind_at = later(10);
		const set = (who: Who = "grace") => team[who].setReminder({ message_id: id, remind_at });
		const [first, again] = await Promise.all([set(), set(), set("linus")]);
		expect([first.event?.type, again.event]).toEqual(["reminder.updated", undefined]);
		await Promise.all([set(), team.grace.removeReminder({ message_id: id })]);
		expect([await reminders(), await reminders("linus")]).toEqual([[], [["one", false]]]);
		await Promise.all([team.grace.removeReminder({ message_id: id }), set()]);
		expect(await reminders()).toEqual([["one", false]]);
	});
});
