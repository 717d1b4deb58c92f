import { runInDurableObject } from "cloudflare:test";
import { type ConversationId, most_counted } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { own_span } from "./conversations/mine.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
let general: ConversationId & `chn_${string}`;
beforeEach(async () => {
	team = await newTeam();
	general = team.general.id;
});

async function say(who: Name, count = 1, body = "hello", conversation_id: ConversationId = general): Promise<void> {
	for (let i = 0; i < count; i++) await team[who].createMessage({ conversation_id, body });
}

const inGeneral = async (who: Name) => {
	const { last_read_seq, unread_count, mention_count } = await team[who].getChannel({ channel_id: general });
	return [last_read_seq, unread_count, mention_count];
};
const idAt = async (seq: number) => {
	const page = await team.ada.listMessages({ conversation_id: general, limit: 1, after_seq: seq - 1 });
	return page.messages[0]!.id;
};

describe("sending", () => {
	test("keeps the position at the end, and does not move it over what others have written", async () => {
		await say("grace", 3);
		expect(await inGeneral("grace")).toEqual([3, 0, 0]);
		await say("ada", 2, "hey @grace");
		await say("grace", 2);
		expect(await inGeneral("grace")).toEqual([3, 2, 2]);
		await say("linus");
		await say("grace");
		expect(await inGeneral("grace")).toEqual([3, 3, 2]);
	});

	test("hundreds of messages without ever reading makes nothing unread, and hides nothing", async () => {
		await say("ada");
		await say("grace", 300);
		expect(await inGeneral("grace")).toEqual([0, 1, 0]);
		await team.ada.deleteMessage({ message_id: await idAt(1) });
		expect(await inGeneral("grace")).toEqual([0, 0, 0]);
		await say("grace", 300);
		expect((await inGeneral("grace"))[1]).toBe(0);
		await say("ada", 1, "hey @grace");
		await say("grace", 100);
		expect((await inGeneral("grace")).slice(1)).toEqual([1, 1]);
		// also from the middle of one's own messages
		await team.grace.markUnread({ conversation_id: general, seq: 20 });
		expect((await inGeneral("grace")).slice(1)).toEqual([1, 1]);
		await team.grace.markRead({ conversation_id: general, seq: 602 });
		expect((await inGeneral("grace")).slice(1)).toEqual([0, 0]);
	});

	test("writes no row for the position but once in a while", async () => {
		await say("ada");
		const stored = () =>
			runInDurableObject(team.stub, (_, { storage: { sql } }) =>
				sql.exec("SELECT own_until FROM reads WHERE user_id = ?", team.users.grace.id).one(),
			);
		await say("grace", own_span - 1);
		expect(await stored()).toEqual({ own_until: 0 });
		await say("grace", 1);
		expect(await stored()).toEqual({ own_until: 2 * own_span + 1 });
	});
});

describe("a position", () => {
	test("begins at the end for who joins, and joins again", async () => {
		await say("ada", 2, "hey @linus");
		await team.linus.leaveChannel({ channel_id: general });
		await say("ada", 2, "hey @linus");
		expect(await inGeneral("linus")).toEqual([0, 4, 0]);
		await team.linus.joinChannel({ channel_id: general });
		expect(await inGeneral("linus")).toEqual([4, 0, 0]);
		await say("ada", 1, "hey @linus");
		expect(await inGeneral("linus")).toEqual([4, 1, 1]);
	});

	test("moves back by marking as unread, and the mentions after it count again", async () => {
		await say("ada", 4, "hey @grace");
		await team.grace.markRead({ conversation_id: general, seq: 4 });
		expect(await inGeneral("grace")).toEqual([4, 0, 0]);
		await team.ada.editMessage({ message_id: await idAt(3), body: "nobody" });
		const receipt = await team.grace.markUnread({ conversation_id: general, seq: 2 });
		expect(receipt).toMatchObject({ scope_id: general, last_read_seq: 1 });
		expect(await inGeneral("grace")).toEqual([1, 3, 2]);
		const { unread_mentions } = await team.grace.getSnapshot({});
		expect(unread_mentions.map(({ seq }) => seq)).toEqual([4, 2]);
		// a message that is unread already may be the first one from now on
		await team.grace.markUnread({ conversation_id: general, seq: 4 });
		expect(await inGeneral("grace")).toEqual([3, 1, 1]);
	});

	test("does not move before a message that is not there, nor by one that nobody sees", async () => {
		await say("ada");
		await expect(team.grace.markUnread({ conversation_id: general, seq: 2 })).rejects.toMatchObject({
			code: "invalid_request",
			message: "seq: the newest message here is 1",
		});
		const { channel } = await team.ada.createChannel({ name: "back-room", kind: "private" });
		const hidden = team.grace.markUnread({ conversation_id: channel.id, seq: 1 });
		const nowhere = team.grace.markUnread({ conversation_id: "chn_nowhere", seq: 1 });
		await expect(hidden).rejects.toMatchObject({ code: "not_found" });
		await expect(nowhere).rejects.toMatchObject({ code: "not_found" });
	});

	test("stays in step on two devices, whichever order they say it in", async () => {
		await say("ada", 3);
		const [phone, laptop, linus] = [
			await listen(team, "grace"),
			await listen(team, "grace"),
			await listen(team, "linus"),
		];
		await Promise.all([
			team.grace.markRead({ conversation_id: general, seq: 3 }),
			team.grace.markUnread({ conversation_id: general, seq: 2 }),
		]);
		await team.ada.createMessage({ conversation_id: general, body: "the end" });
		const isEnd = ({ type }: { type: string }) => type === "message.created";
		await Promise.all([phone.receive(isEnd), laptop.receive(isEnd), linus.receive(isEnd)]);
		const positions = ({ received }: typeof phone) =>
			received.flatMap((event) => (event.type === "channel.read" ? event.payload : []));
		expect(positions(phone)).toEqual(positions(laptop));
		expect(positions(linus)).toEqual([]);
		expect(positions(phone).at(-1)?.last_read_seq).toBe((await inGeneral("grace"))[0]);
	});
});

describe("everything", () => {
	test("is marked as read by one command, and taken back by another", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		await team.grace.joinChannel({ channel_id: channel.id });
		const { conversation: direct } = await team.linus.createDirect({ member_ids: [team.users.grace.id] });
		const { channel: old } = await team.ada.createChannel({ name: "old", kind: "public" });
		await team.grace.joinChannel({ channel_id: old.id });
		await say("ada", 3);
		await say("ada", 2, "hey @grace", channel.id);
		await say("linus", 1, "psst", direct.id);
		await say("ada", 1, "past", old.id);
		await team.ada.updateChannel({ channel_id: old.id, archived: true });
		await team.grace.markRead({ conversation_id: general, seq: 1 });
		const before = await team.grace.getSnapshot({});

		const { previous, has_more } = await team.grace.markAllRead({});
		expect(has_more).toBe(false);
		expect(new Map(previous.map((one) => [one.scope_id, one.last_read_seq]))).toEqual(
			new Map<string, number>([
				[general, 1],
				[channel.id, 0],
				[direct.id, 0],
			]),
		);
		const read = await team.grace.getSnapshot({});
		expect([...read.channels, ...read.direct_conversations].map(({ unread_count }) => unread_count)).toEqual([0, 0, 0]);
		expect(read.unread_mentions).toEqual([]);
		expect(await team.grace.markAllRead({})).toEqual({ previous: [], previous_threads: [], has_more: false });

		const hidden = { scope_id: `chn_${"0".repeat(26)}` as const, last_read_seq: 0 };
		const receipts = await team.grace.setReadPositions({ positions: [...previous, hidden] });
		expect(receipts.map(({ scope_id }) => scope_id).toSorted()).toEqual([general, channel.id, direct.id].toSorted());
		const again = await team.grace.getSnapshot({});
		expect({ ...again, cursor: "" }).toEqual({ ...before, cursor: "" });
	});

	test("a hidden channel among positions that are set is like one that there is not", async () => {
		const room = await backRoom(team);
		await say("ada", 2, "psst", room);
		const made_up = `chn_${"0".repeat(26)}` as const;
		const set = (scope_id: ConversationId) =>
			team.linus.setReadPositions({ positions: [{ scope_id, last_read_seq: 1 }] });
		const answers: unknown[] = [];
		for (const scope_id of [room, made_up])
			expect(await writesOf(team, async () => void answers.push(await set(scope_id)))).toBe(0);
		expect(answers).toEqual([[], []]);
		const [receipt] = await team.grace.setReadPositions({ positions: [{ scope_id: room, last_read_seq: 1 }] });
		expect(receipt).toMatchObject({ scope_id: room, last_read_seq: 1 });
	});

	test("takes a row and an event for each conversation, however much is unread there", async () => {
		await say("ada", 20, "hey @grace");
		expect(await writesOf(team, () => team.grace.markAllRead({}))).toBe(2);
		expect(await writesOf(team, () => team.grace.markUnread({ conversation_id: general, seq: 3 }))).toBe(2);
		expect(await writesOf(team, () => team.grace.markRead({ conversation_id: general, seq: 9 }))).toBe(2);
	});
});

test("an archived channel is unread nowhere, and counts again when it is open again", async () => {
	await say("ada", 2, "hey @grace");
	await team.ada.updateChannel({ channel_id: general, archived: true });
	expect(await inGeneral("grace")).toEqual([0, 0, 0]);
	expect((await team.grace.getSnapshot({})).unread_mentions).toEqual([]);
	await team.grace.markUnread({ conversation_id: general, seq: 2 });
	await team.ada.updateChannel({ channel_id: general, archived: false });
	expect(await inGeneral("grace")).toEqual([1, 1, 1]);
});

test("very far behind the end the count stands still, and what is read there is not walked through", async () => {
	await say("ada");
	const more = most_counted + 50;
	await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT first.num + i, timeline, i, conversation_num, author_num, 'x', created_ms
			FROM n, (SELECT * FROM messages WHERE seq = 1) first`,
			more,
		);
	});
	expect(await inGeneral("grace")).toEqual([0, most_counted, 0]);
	await team.ada.deleteMessage({ message_id: await idAt(7) });
	expect(await inGeneral("grace")).toEqual([0, most_counted, 0]);
	await team.grace.markRead({ conversation_id: general, seq: 5 + 50 });
	expect(await inGeneral("grace")).toEqual([55, most_counted - 5, 0]);
});
