import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { ScheduledMessageId } from "@clickclack/protocol";
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
const setClock = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
const pass = async (minutes: number) => {
	setClock(minutes);
	await runDurableObjectAlarm(team.stub);
};
const schedule = async (body: string, more: object = {}, who: Who = "grace") =>
	(await team[who].scheduleMessage({ conversation_id: team.general.id, body, send_at: later(10), ...more }))
		.scheduled_message;
const scheduled = async (who: Who = "grace") => (await team[who].listScheduledMessages({ limit: 100 })).scheduled;
const said = async (conversation_id: Team["general"]["id"] | `dm_${string}` = team.general.id) =>
	(await team.ada.listMessages({ conversation_id, limit: 100 })).messages.map(({ body }) => body);
const settled = (expected: string[]) => expect.poll(() => said()).toEqual(expected);

describe("a scheduled message", () => {
	test("is sent at its time, by itself, as its author's, and not before", async () => {
		const { id, nonce } = await schedule("good morning");
		expect(nonce).toBe(id);
		await pass(9);
		expect(await said()).toEqual([]);
		expect(await scheduled()).toMatchObject([{ body: "good morning" }]);
		await pass(2);
		await settled(["good morning"]);
		expect(await scheduled()).toEqual([]);
		const { messages } = await team.ada.listMessages({ conversation_id: team.general.id, limit: 1 });
		expect(messages).toMatchObject([{ author_id: team.users.grace.id, nonce: id }]);
	});

	test("is nobody else's to see, to change or to send", async () => {
		const { id: scheduled_id } = await schedule("a secret");
		const gone = { code: "not_found", message: "scheduled message not found" };
		expect(await scheduled("ada")).toEqual([]);
		for (const id of [scheduled_id, `${scheduled_id.slice(0, -4)}zzzz` as ScheduledMessageId])
			for (const asked of [
				team.ada.updateScheduledMessage({ scheduled_id: id, body: "x" }),
				team.ada.sendScheduledMessage({ scheduled_id: id }),
			])
				await expect(asked).rejects.toMatchObject(gone);
		for (const id of [scheduled_id, `${scheduled_id.slice(0, -4)}zzzz` as ScheduledMessageId])
			expect(await team.ada.cancelScheduledMessage({ scheduled_id: id })).toEqual({});
		expect(await scheduled()).toMatchObject([{ id: scheduled_id }]);
	});

	test("may be a reply, a direct message, and quote", async () => {
		const { message: root } = await team.ada.createMessage({ conversation_id: team.general.id, body: "a root" });
		const { conversation } = await team.grace.createDirect({ member_ids: [team.users.ada.id] });
		await schedule("a reply", { thread_root_id: root.id, also_send: true });
		await schedule("a quote", { quoted_message_id: root.id });
		await team.grace.scheduleDirectMessage({ conversation_id: conversation.id, body: "hi", send_at: later(10) });
		await pass(11);
		await settled(["a root", "a reply", "a quote"]);
		expect(await said(conversation.id)).toEqual(["hi"]);
		expect((await team.ada.getThread({ message_id: root.id, limit: 5 })).replies).toMatchObject([{ body: "a reply" }]);
	});

	test("is sent once, whatever is killed when", async () => {
		for (let n = 0; n < 5; n++) await schedule(`number ${n}`, { nonce: `n${n}` });
		setClock(11);
		for (let kills = 0; kills < 4; kills++) {
			const ringing = runDurableObjectAlarm(team.stub).catch(() => {});
			// it may not run yet, or no more
			await evictDurableObject(team.stub).catch(() => {});
			await ringing;
		}
		await expect
			.poll(
				async () => {
					await runDurableObjectAlarm(team.stub);
					return await said();
				},
				{ timeout: 20_000 },
			)
			.toEqual([0, 1, 2, 3, 4].map((n) => `number ${n}`));
		expect(await scheduled()).toEqual([]);
	});

	test("goes at its new time when that is changed, earlier or later, and with its new text", async () => {
		const [one, two] = [await schedule("one", { send_at: later(60) }), await schedule("two")];
		await team.grace.updateScheduledMessage({ scheduled_id: one.id, send_at: later(5), body: "first" });
		await team.grace.updateScheduledMessage({ scheduled_id: two.id, send_at: later(30) });
		await pass(6);
		await settled(["first"]);
		await pass(10);
		expect(await scheduled()).toMatchObject([{ id: two.id }]);
		await pass(20);
		await settled(["first", "two"]);
	});

	test("is sent at once, or never, by its author", async () => {
		const [now, never] = [await schedule("now"), await schedule("never")];
		const { message, event } = await team.grace.sendScheduledMessage({ scheduled_id: now.id });
		expect([message.body, event?.type]).toEqual(["now", "message.created"]);
		expect(await team.grace.cancelScheduledMessage({ scheduled_id: never.id })).toHaveProperty("event");
		expect(await team.grace.cancelScheduledMessage({ scheduled_id: never.id })).toEqual({});
		await pass(11);
		expect(await said()).toEqual(["now"]);
		await expect(team.grace.sendScheduledMessage({ scheduled_id: now.id })).rejects.toMatchObject({
			code: "not_found",
		});
	});

	test("is listed in pages, and a list whose last one has gone does not begin again", async () => {
		for (const n of [1, 2, 3]) await schedule(`${n}`, { send_at: later(n) });
		const { scheduled: first, next_cursor: cursor } = await team.grace.listScheduledMessages({ limit: 2 });
		expect((await team.grace.listScheduledMessages({ limit: 2, cursor })).scheduled).toMatchObject([{ body: "3" }]);
		await team.grace.cancelScheduledMessage({ scheduled_id: first[1]!.id });
		expect(await team.grace.listScheduledMessages({ limit: 2, cursor })).toEqual({ scheduled: [], has_more: false });
	});

	test("is told of to its author's own devices", async () => {
		const [grace, linus] = [await listen(team, "grace"), await listen(team, "linus")];
		const { id: scheduled_id } = await schedule("one");
		await team.grace.updateScheduledMessage({ scheduled_id, body: "one" });
		await team.grace.updateScheduledMessage({ scheduled_id, body: "two" });
		await team.grace.cancelScheduledMessage({ scheduled_id });
		await team.ada.createMessage({ conversation_id: team.general.id, body: "the end" });
		for (const listener of [grace, linus]) await listener.receive((event) => event.type === "message.created");
		const states = ({ received }: typeof grace) =>
			received.flatMap((event) => (event.type === "scheduled_message.updated" ? [event.payload.state] : []));
		expect([states(grace), states(linus)]).toEqual([["waiting", "waiting", "cancelled"], []]);
	});

	test("costs three rows, and two for its time", async () => {
		await schedule("the first brings the alarm");
		expect(await writesOf(team, () => schedule("x"))).toBeLessThanOrEqual(3);
	});
});

describe("what cannot be sent stays, with the reason", () => {
	const reasons: [string, (scheduled_id: ScheduledMessageId) => Promise<unknown>, RegExp][] = [
		[
			"the channel was archived",
			() => team.ada.updateChannel({ channel_id: team.general.id, archived: true }),
			/archived/,
		],
		[
			"its author is blocked",
			() => team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true }),
			/moderation/,
		],
		["its author was removed", () => team.ada.removeMember({ user_id: team.users.grace.id }), /not found/],
		["the channel was deleted", () => team.ada.deleteChannel({ channel_id: team.general.id }), /not found/],
	];
	test.each(reasons)("%s", async (_, happen, reason) => {
		const { id } = await schedule("too late");
		await happen(id);
		await pass(11);
		const failure = () =>
			runInDurableObject(
				team.stub,
				(_, { storage }) =>
					storage.sql.exec<{ failure: string }>("SELECT coalesce(failure, '') AS failure FROM scheduled_messages").one()
						.failure,
			);
		await expect.poll(failure).toMatch(reason);
		// others are not held back by it
		const { channel } = await team.ada.createChannel({ name: "elsewhere", kind: "public" });
		await schedule("in time", { conversation_id: channel.id, send_at: later(5) }, "ada");
		await pass(6);
		await expect.poll(() => said(channel.id)).toEqual(["in time"]);
	});

	test("and one that goes wrong holds back no other", async () => {
		await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec(
				"CREATE TRIGGER broken BEFORE INSERT ON messages WHEN new.body = 'broken' BEGIN SELECT RAISE(ABORT, 'broken'); END",
			),
		);
		await schedule("broken", { send_at: later(5) });
		await schedule("fine");
		setClock(11);
		await runDurableObjectAlarm(team.stub);
		await settled(["fine"]);
		expect(await scheduled()).toMatchObject([{ body: "broken" }]);
	});

	test("until its author gives it another time", async () => {
		const room = await backRoom(team);
		const { id: scheduled_id } = await schedule("hello", { conversation_id: room });
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await pass(11);
		await expect.poll(() => scheduled()).toMatchObject([{ failure: "conversation not found" }]);
		await expect(team.grace.updateScheduledMessage({ scheduled_id, body: "again" })).rejects.toMatchObject({
			message: "send_at: must be later than now",
		});
		await team.ada.addChannelMember({ channel_id: room, user_id: team.users.grace.id });
		const { scheduled_message } = await team.grace.updateScheduledMessage({ scheduled_id, send_at: later(1) });
		expect(scheduled_message.failure).toBeUndefined();
		await pass(2);
		await expect.poll(() => said(room)).toEqual(["hello"]);
	});
});

describe("refused is", () => {
	test("one more than the cap; failed ones count", async () => {
		await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 99)
				INSERT INTO scheduled_messages (user_id, num, id, conversation_id, also_send, body, nonce, send_at, created_at, failure)
				SELECT ?, n, 'sch_' || n, ?, 0, 'x', n, '', '', 'x' FROM n`,
				team.users.grace.id,
				team.general.id,
			),
		);
		await schedule("the last");
		await expect(schedule("one more")).rejects.toMatchObject({
			code: "conflict",
			message: "there is room for 100 scheduled messages: cancel some",
		});
		await schedule("of another", {}, "linus");
	});

	test("a time that is over, or too far ahead", async () => {
		for (const minutes of [-1, 0, 367 * 24 * 60])
			await expect(schedule("x", { send_at: later(minutes) })).rejects.toMatchObject({ code: "invalid_request" });
		await schedule("x", { send_at: later(365 * 24 * 60) });
	});

	test("what could not be sent now either: hidden, archived, without a root, elsewhere", async () => {
		const room = await backRoom(team);
		const hidden = schedule("x", { conversation_id: room }, "linus");
		await expect(hidden).rejects.toMatchObject({ code: "not_found", message: "conversation not found" });
		const { message } = await team.ada.createMessage({ conversation_id: room, body: "secret" });
		for (const who of ["linus", "grace"] as const)
			await expect(schedule("x", { thread_root_id: message.id }, who)).rejects.toMatchObject({
				code: "not_found",
				message: "message not found",
			});
		await expect(schedule("x", { also_send: true })).rejects.toMatchObject({ code: "invalid_request" });
		await expect(schedule("x", { quoted_message_id: message.id })).rejects.toMatchObject({ code: "invalid_request" });
		await team.ada.updateChannel({ channel_id: team.general.id, archived: true });
		await expect(schedule("x")).rejects.toMatchObject({ code: "forbidden" });
	});

	test("nothing of a repeated request: it is scheduled once, and after it was sent no more; another one is told", async () => {
		const same = { nonce: "n", send_at: later(10) };
		const { channel: elsewhere } = await team.ada.createChannel({ name: "elsewhere", kind: "public" });
		const [one, again] = await Promise.all([schedule("x", same), schedule("x", same)]);
		expect(again.id).toBe(one.id);
		const { message: quoted } = await team.ada.createMessage({ conversation_id: elsewhere.id, body: "quoted" });
		for (const [body, more] of [
			["y", {}],
			["x", { send_at: later(20) }],
			["x", { quoted_message_id: quoted.id }],
			["x", { conversation_id: elsewhere.id }],
		] as const)
			await expect(schedule(body, { ...same, ...more })).rejects.toMatchObject({
				code: "nonce_conflict",
				message: "it is already scheduled, with another text, time or place",
			});
		await team.grace.sendScheduledMessage({ scheduled_id: one.id });
		await expect(schedule("x", same)).rejects.toMatchObject({
			code: "nonce_conflict",
			message: "this message was already sent",
		});
		expect(await said()).toEqual(["x"]);
	});

	test("also where it was changed meanwhile, which is answered as it is now", async () => {
		const same = { nonce: "changed", send_at: later(10) };
		const { id: scheduled_id } = await schedule("before", same);
		await team.grace.updateScheduledMessage({ scheduled_id, body: "after", send_at: later(20) });
		expect(await schedule("before", same)).toMatchObject({ id: scheduled_id, body: "after" });
		expect(await scheduled()).toHaveLength(1);
		await expect(schedule("before", { ...same, also_send: true })).rejects.toMatchObject({ code: "nonce_conflict" });
	});

	test("of two at once, sending and cancelling, the second", async () => {
		for (const first of ["sendScheduledMessage", "cancelScheduledMessage"] as const) {
			const { id: scheduled_id } = await schedule(first);
			const isSent = first === "sendScheduledMessage";
			const second = isSent ? "cancelScheduledMessage" : "sendScheduledMessage";
			const both = [team.grace[first]({ scheduled_id }), team.grace[second]({ scheduled_id })];
			const ends = await Promise.allSettled<unknown>(both);
			expect(ends).toMatchObject([
				{ status: "fulfilled" },
				isSent ? { status: "fulfilled", value: {} } : { status: "rejected" },
			]);
			if (isSent) expect(ends[1]).not.toHaveProperty("value.event");
		}
		expect(await said()).toEqual(["sendScheduledMessage"]);
	});
});
