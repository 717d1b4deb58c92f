import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { type MessageId, max_pins } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, newTeam } from "../test/people.ts";

/* Two things that are asked for at the same moment, in both orders: the one that comes first decides. */
let team: Team;
let place: { conversation_id: Team["general"]["id"] };
beforeEach(async () => {
	team = await newTeam();
	place = { conversation_id: team.general.id };
});
afterEach(() => {
	vi.useRealTimers();
});

type Act = () => Promise<unknown>;
/** How each ended: the code of its refusal, or that it was done. */
const outcomes = async (...acts: Act[]): Promise<string[]> => {
	const all = await Promise.allSettled(acts.map((act) => act()));
	return all.map((one) => (one.status === "fulfilled" ? "done" : (one.reason as { code: string }).code));
};
const say = async (body = "hello", more: object = {}) =>
	(await team.ada.createMessage({ ...place, body, ...more })).message;
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const bodies = async () => (await team.linus.listMessages({ ...place, limit: 100 })).messages.map(({ body }) => body);

describe("a poll", () => {
	const acts = async () => {
		const { id: message_id } = await say("Tea?", { poll: { options: ["yes", "no"] } });
		const voters = async () => (await team.linus.getMessage({ message_id })).poll!.voter_count;
		const vote = () => team.grace.votePoll({ message_id, choices: [0] });
		return { vote, close: () => team.ada.closePoll({ message_id }), voters };
	};

	test("a vote before its end counts", async () => {
		const { vote, close, voters } = await acts();
		expect(await outcomes(vote, close)).toEqual(["done", "done"]);
		expect(await voters()).toBe(1);
	});

	test("a vote after it is refused", async () => {
		const { vote, close, voters } = await acts();
		expect(await outcomes(close, vote)).toEqual(["done", "conflict"]);
		expect(await voters()).toBe(0);
	});
});

describe("a topic, and a message with it", () => {
	const acts = async () => {
		const { id: topic_id } = (await team.ada.createTopic({ name: "Tides" })).topic;
		const withIt = async () =>
			(await team.linus.listMessages({ ...place, limit: 9 })).messages.map((message) => message.topic_id === topic_id);
		return {
			send: () => team.grace.createMessage({ ...place, body: "high", topic_id }),
			archive: () => team.ada.updateTopic({ topic_id, archived: true }),
			remove: () => team.ada.deleteTopic({ topic_id }),
			withIt,
		};
	};

	test("what came before it was archived keeps it, what comes after is refused", async () => {
		const one = await acts();
		expect(await outcomes(one.send, one.archive, one.send)).toEqual(["done", "done", "invalid_request"]);
		expect(await one.withIt()).toEqual([true]);
	});

	test("what came before it was deleted has none, what comes after is refused", async () => {
		const one = await acts();
		expect(await outcomes(one.send, one.remove, one.send)).toEqual(["done", "done", "invalid_request"]);
		expect(await one.withIt()).toEqual([false]);
	});
});

describe("a message that is deleted, and what somebody else does with it", () => {
	const withIt = (message_id: MessageId): Record<string, { act: Act; left: () => Promise<number>; code: string }> => ({
		"is forwarded": {
			act: () => team.grace.createMessage({ ...place, body: "look", forwarded_message_id: message_id }),
			left: async () => (await bodies()).filter((body) => body === "look").length,
			code: "conflict",
		},
		"is quoted": {
			act: () => team.grace.createMessage({ ...place, body: "look", quoted_message_id: message_id }),
			left: async () => (await bodies()).filter((body) => body === "look").length,
			code: "invalid_request",
		},
		"is saved": {
			act: () => team.grace.saveMessage({ message_id, state: "open" }),
			left: async () => 1 + (await team.grace.listSavedMessages({ state: "open", limit: 9 })).saved.length,
			code: "conflict",
		},
		"is what somebody is reminded of": {
			act: () => team.grace.setReminder({ message_id, remind_at: later(10) }),
			left: async () => 1 + (await team.grace.listReminders({ limit: 9 })).reminders.length,
			code: "conflict",
		},
		"is pinned": {
			act: () => team.grace.pinMessage({ ...place, message_id }),
			left: async () => 1 + (await team.grace.listPins({ ...place, limit: 9 })).pins.length,
			code: "conflict",
		},
	});

	test.each(Object.keys(withIt("msg_")))("%s", async (what) => {
		const [one, other] = [await say("one"), await say("other")];
		const before = withIt(one.id)[what]!;
		// what is said of it stays; what points at it goes with it
		expect(await outcomes(before.act, () => team.ada.deleteMessage({ message_id: one.id }))).toEqual(["done", "done"]);
		expect(await before.left()).toBe(1);
		const after = withIt(other.id)[what]!;
		const remove = () => team.ada.deleteMessage({ message_id: other.id });
		expect(await outcomes(remove, after.act)).toEqual(["done", after.code]);
	});
});

describe("a pin", () => {
	test("and its removal", async () => {
		const { id: message_id } = await say();
		const pin = () => team.grace.pinMessage({ ...place, message_id });
		const unpin = () => team.linus.unpinMessage({ ...place, message_id });
		const count = async () => (await team.ada.listPins({ ...place, limit: 9 })).pins.length;
		expect(await outcomes(unpin, pin)).toEqual(["not_found", "done"]);
		expect(await count()).toBe(1);
		expect(await outcomes(unpin, pin, unpin)).toEqual(["done", "done", "done"]);
		expect(await count()).toBe(0);
		expect(await outcomes(pin, unpin)).toEqual(["done", "done"]);
		expect(await count()).toBe(0);
	});

	test("is removed once by two people, and once with its message", async () => {
		const { id: message_id } = await say();
		await team.ada.pinMessage({ ...place, message_id });
		const unpin = () => team.linus.unpinMessage({ ...place, message_id });
		const remove = () => team.ada.deleteMessage({ message_id });
		expect(await outcomes(unpin, unpin)).toEqual(["done", "not_found"]);
		await team.ada.pinMessage({ ...place, message_id });
		expect(await outcomes(remove, unpin)).toEqual(["done", "not_found"]);
	});
});

describe("the last place is taken by who comes first", () => {
	const fill = (count: number, table: string) =>
		runInDurableObject(team.stub, (_, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ?)
				INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
				SELECT 10000 + n, -c.num, 10000 + n, c.num, 1, 'x', 0 FROM n, conversations c WHERE c.id = ?`,
				count,
				team.general.id,
			);
			const sql = `INSERT INTO ${table} FROM messages WHERE num > 10000`;
			storage.sql.exec(sql, ...(sql.includes("?") ? [team.users.grace.id] : []));
		});
	const cases: [string, number, string, (id: MessageId, body: string) => Promise<unknown>][] = [
		[
			"of pins",
			max_pins - 1,
			"pins SELECT conversation_num, num, num, ?, '2026-01-01T00:00:00.000Z'",
			(message_id) => team.grace.pinMessage({ ...place, message_id }),
		],
		[
			"of saved messages",
			999,
			"saved_messages SELECT ?, conversation_num, num, 'done', num, ''",
			(message_id) => team.grace.saveMessage({ message_id, state: "open" }),
		],
		[
			"of reminders",
			99,
			"reminders SELECT ?, conversation_num, num, '2099', 0",
			(message_id) => team.grace.setReminder({ message_id, remind_at: later(10) }),
		],
		[
			"of scheduled messages",
			99,
			`scheduled_messages (user_id, num, id, conversation_id, also_send, body, nonce, send_at, created_at, failure)
				SELECT ?, num, 'sch_' || num, 'chn_x', 0, 'x', num, '', '', 'x'`,
			(_, body) => team.grace.scheduleMessage({ ...place, body, send_at: later(10) }),
		],
		[
			"of drafts",
			199,
			"drafts SELECT ?, conversation_num, num, 'x', num, NULL",
			(id) => team.grace.saveDraft({ target_id: id, body: "x" }),
		],
	];
	test.each(cases)("%s", async (_, count, rows, act) => {
		const [one, two] = [await say("one"), await say("two")];
		await fill(count, rows);
		expect(
			await outcomes(
				...[one, two].map(
					({ id, body }) =>
						() =>
							act(id, body),
				),
			),
		).toEqual(["done", "conflict"]);
	});
});

test.each(["its author is first", "its time is first"])(
	"a scheduled message that is changed when it is due is sent once, or waits with the change: %s",
	async (order) => {
		const { scheduled_message } = await team.grace.scheduleMessage({ ...place, body: "old", send_at: later(10) });
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
		const change = { scheduled_id: scheduled_message.id, body: "new", send_at: later(60) };
		const update = () => team.grace.updateScheduledMessage(change);
		const ring = () => runDurableObjectAlarm(team.stub);
		const changed = (await outcomes(...(order === "its author is first" ? [update, ring] : [ring, update]))).find(
			(_, at) => (at === 0) === (order === "its author is first"),
		);
		const waiting = async () =>
			(await team.grace.listScheduledMessages({ limit: 9 })).scheduled.map(({ body }) => body);
		const expected = changed === "done" ? { sent: [], waits: ["new"] } : { sent: ["old"], waits: [] };
		expect(["done", "not_found"]).toContain(changed);
		await expect.poll(async () => ({ sent: await bodies(), waits: await waiting() })).toEqual(expected);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60 * 60_000 });
		await runDurableObjectAlarm(team.stub);
		await expect.poll(bodies).toEqual([changed === "done" ? "new" : "old"]);
	},
);

test("a scheduled message that is sent by hand when it is due is sent once", async () => {
	const { scheduled_message } = await team.grace.scheduleMessage({ ...place, body: "once", send_at: later(10) });
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
	await outcomes(
		() => runDurableObjectAlarm(team.stub),
		() => team.grace.sendScheduledMessage({ scheduled_id: scheduled_message.id }),
		() => runDurableObjectAlarm(team.stub),
	);
	await expect.poll(bodies).toEqual(["once"]);
	expect((await team.grace.listScheduledMessages({ limit: 9 })).scheduled).toEqual([]);
});
