import type { ConversationId, MessageId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { applyToThreads, followedThreads } from "../../../sdk/followed-threads.ts";
import { type Name, type Team, listen, newTeam } from "../../test/people.ts";
import { writesOf } from "../../test/writes.ts";

let team: Team;
let root: MessageId;
beforeEach(async () => {
	team = await newTeam();
	root = (await say("ada", "a root")).id;
});

const say = async (who: Name, body: string, conversation_id: ConversationId = team.general.id) =>
	(await team[who].createMessage({ conversation_id, body })).message;
const reply = async (who: Name, body: string, message_id = root) =>
	(await team[who].replyInThread({ message_id, body })).message;
const mine = (who: Name, message_id = root) => team[who].getMyThread({ message_id });
const read = (who: Name, seq: number) => team[who].markThreadRead({ message_id: root, seq });
const unread = (who: Name, seq: number, message_id = root) => team[who].markThreadUnread({ message_id, seq });

describe("marking replies as unread", () => {
	test("moves the position back, and the mentions after it count again", async () => {
		const said = [];
		for (const body of ["@ada one", "two", "@ada three", "@ada four"]) said.push(await reply("grace", body));
		expect(await read("ada", 4)).toMatchObject({ last_read_seq: 4, unread_count: 0, mention_count: 0 });
		await team.grace.editMessage({ message_id: said[2]!.id, body: "nobody" });
		expect(await unread("ada", 2)).toMatchObject({ last_read_seq: 1, unread_count: 3, mention_count: 1 });
		await team.grace.deleteMessage({ message_id: said[3]!.id });
		expect(await mine("ada")).toMatchObject({ unread_count: 2, mention_count: 0 });
		// one that is unread already may be the first one from now on; the id may be a reply's
		expect(await unread("ada", 3, said[1]!.id)).toMatchObject({ last_read_seq: 2, unread_count: 1 });
		expect(await unread("ada", 1)).toMatchObject({ last_read_seq: 0, unread_count: 3, mention_count: 1 });
	});

	test("is told to one's own devices only, each time that it moved, and takes one row and an event", async () => {
		await reply("grace", "@ada one");
		await read("ada", 1);
		const [ada, grace] = [await listen(team, "ada"), await listen(team, "grace")];
		expect(await writesOf(team, () => unread("ada", 1))).toBe(2);
		expect(await writesOf(team, () => unread("ada", 1))).toBe(0);
		await say("ada", "the end");
		for (const { receive } of [ada, grace]) await receive(({ type }) => type === "message.created");
		expect(ada.received.map(({ type }) => type)).toEqual(["thread.read", "message.created"]);
		expect(ada.received[0]).toMatchObject({ payload: { root_message_id: root, last_read_seq: 0 } });
		expect(grace.received.map(({ type }) => type)).toEqual(["message.created"]);
	});

	test("does nothing for who does not follow, nor before a reply that is not there, nor where nobody looks", async () => {
		await reply("grace", "one");
		expect(await unread("linus", 1)).toMatchObject({ is_following: false, unread_count: 0 });
		expect(await unread("linus", 2)).toMatchObject({ last_read_seq: 0 });
		await expect(unread("ada", 2)).rejects.toMatchObject({
			code: "invalid_request",
			message: "seq: the newest reply here is 1",
		});
		const { channel } = await team.ada.createChannel({ name: "back-room", kind: "private" });
		const secret = (await say("ada", "secret", channel.id)).id;
		await reply("ada", "one", secret);
		const nowhere = `${secret.slice(0, -1)}${secret.endsWith("0") ? 1 : 0}` as MessageId;
		for (const id of [secret, nowhere])
			await expect(unread("grace", 1, id)).rejects.toMatchObject({ code: "not_found", message: "message not found" });
	});

	test("on one device while it is read on another: both know the last of them", async () => {
		for (const body of ["one", "two", "three"]) await reply("grace", body);
		for (const order of [
			[() => read("ada", 3), () => unread("ada", 2)],
			[() => unread("ada", 2), () => read("ada", 3)],
		]) {
			const device = await listen(team, "ada");
			await Promise.all(order.map((act) => act()));
			await say("ada", "the end");
			await device.receive(({ type }) => type === "message.created");
			const positions = device.received.flatMap((one) => (one.type === "thread.read" ? one.payload : []));
			expect(positions.at(-1)?.last_read_seq).toBe((await mine("ada")).last_read_seq);
		}
	});
});

describe("everything", () => {
	test("is marked as read with the threads that one follows, and taken back", async () => {
		const other = (await say("ada", "another root")).id;
		await reply("grace", "@ada one");
		await reply("grace", "two");
		await reply("grace", "three", other);
		await read("ada", 1);
		await reply("ada", "hers", (await say("grace", "a third root")).id);
		const before = await Promise.all([root, other].map((id) => mine("ada", id)));
		const { previous, previous_threads, has_more } = await team.ada.markAllRead({});
		expect(has_more).toBe(false);
		expect(new Map(previous_threads.map((one) => [one.root_message_id, one.last_read_seq]))).toEqual(
			new Map([
				[root, 1],
				[other, 0],
			]),
		);
		expect((await team.ada.listThreads({ limit: 10, unread: "true" })).threads).toEqual([]);
		expect((await team.ada.markAllRead({})).previous_threads).toEqual([]);
		await team.ada.setReadPositions({ positions: previous, threads: previous_threads });
		expect(await Promise.all([root, other].map((id) => mine("ada", id)))).toEqual(before);
		// who does not follow has no position to put back, and past the end there is none
		await team.linus.setReadPositions({ positions: [], threads: previous_threads });
		expect(await mine("linus")).toMatchObject({ is_following: false });
		await team.ada.setReadPositions({ positions: [], threads: [{ root_message_id: root, last_read_seq: 99 }] });
		expect(await mine("ada")).toMatchObject({ last_read_seq: 2, unread_count: 0 });
	});

	test("of threads alone leaves the conversations, and moves nothing back that is read on another device", async () => {
		await say("grace", "hello");
		for (const body of ["one", "two", "three"]) await reply("grace", body);
		const unreadHere = async () => (await team.ada.getChannel({ channel_id: team.general.id })).unread_count;
		const before = await unreadHere();
		for (const acts of [
			[() => read("ada", 3), () => team.ada.markAllRead({ only: "threads" })],
			[() => team.ada.markAllRead({ only: "threads" }), () => read("ada", 2)],
		]) {
			await read("ada", 3);
			await unread("ada", 2);
			await Promise.all(acts.map((act) => act()));
			expect(await mine("ada")).toMatchObject({ last_read_seq: 3, unread_count: 0 });
		}
		await unread("ada", 2);
		expect(await team.ada.markAllRead({ only: "threads" })).toEqual({
			previous: [],
			previous_threads: [{ root_message_id: root, last_read_seq: 1 }],
			has_more: false,
		});
		expect(await unreadHere()).toBe(before);
		expect(before).toBeGreaterThan(0);
	});

	test("takes a row and an event for each thread, however much is unread there", async () => {
		for (let n = 0; n < 20; n++) await reply("grace", "@ada hey");
		const { previous_threads } = await team.ada.markAllRead({});
		const back = () => team.ada.setReadPositions({ positions: [], threads: previous_threads });
		expect(await writesOf(team, back)).toBe(2);
		expect(await writesOf(team, () => team.ada.markAllRead({}))).toBe(2);
	});

	test("has nothing of threads that somebody was shut out from", async () => {
		const { channel } = await team.ada.createChannel({ name: "back-room", kind: "private" });
		await team.ada.addChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
		const secret = (await say("grace", "secret", channel.id)).id;
		await reply("ada", "one", secret);
		await team.ada.removeChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
		expect((await team.grace.markAllRead({})).previous_threads).toEqual([]);
		const threads = [{ root_message_id: secret, last_read_seq: 1 }];
		await team.grace.setReadPositions({ positions: [], threads });
		await team.ada.addChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
		expect(await mine("grace", secret)).toMatchObject({ last_read_seq: 0, unread_count: 1 });
	});
});

describe("in a direct conversation that one has closed", () => {
	test("threads are in no list and are not marked as read, until somebody writes there", async () => {
		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		const conversation_id = conversation.id;
		const write = async () => (await team.grace.createDirectMessage({ conversation_id, body: "psst" })).message;
		const { id } = await write();
		await team.ada.followThread({ message_id: id });
		await reply("grace", "one", id);
		const lists = async () => [
			(await team.ada.listThreads({ limit: 9 })).threads,
			(await team.ada.listFollowedThreads({})).threads,
		];
		const whole = [[{ root_message_id: id, unread_count: 1 }], [{ root_message_id: id, unread_count: 1 }]];
		expect(await lists()).toMatchObject(whole);
		const copy = followedThreads(team.users.ada.id, await team.ada.listFollowedThreads({}));
		const catchUp = async () => {
			const page = { workspace_id: team.general.workspace_id, after_cursor: copy.cursor, limit: 50 };
			for (const event of (await team.ada.listEvents(page)).events) applyToThreads(copy, event);
			return { stale: copy.stale, size: copy.threads.size };
		};
		await team.ada.closeDirect({ direct_conversation_id: conversation_id });
		expect(await lists()).toEqual([[], []]);
		expect(await catchUp()).toEqual({ stale: false, size: 0 });
		expect((await team.ada.markAllRead({})).previous_threads).toEqual([]);
		await write();
		expect(await catchUp()).toMatchObject({ stale: true });
		expect(await lists()).toMatchObject(whole);
		expect((await team.ada.markAllRead({})).previous_threads).toMatchObject([{ root_message_id: id }]);
	});
});

describe("two at once, in both orders", () => {
	const follow = (who: Name) => team[who].followThread({ message_id: root });
	const unfollow = (who: Name) => team[who].unfollowThread({ message_id: root });

	test("following and unfollowing: the later one holds, and the devices know it", async () => {
		await reply("grace", "one");
		for (const [acts, isFollowing] of [
			[[follow, unfollow], false],
			[[unfollow, follow], true],
		] as const) {
			const device = await listen(team, "ada");
			await Promise.all(acts.map((act) => act("ada")));
			expect(await mine("ada")).toMatchObject({ is_following: isFollowing });
			await say("ada", "the end");
			await device.receive(({ type }) => type === "message.created");
			const told = device.received.map(({ type }) => type).filter((type) => type.startsWith("thread."));
			if (told.length > 0) expect(told.at(-1)).toBe(isFollowing ? "thread.followed" : "thread.unfollowed");
		}
	});

	test("unfollowing while somebody else replies: nothing of it is unread", async () => {
		for (const acts of [
			[() => unfollow("ada"), () => reply("grace", "two")],
			[() => reply("grace", "two"), () => unfollow("ada")],
		]) {
			await reply("grace", "one");
			await follow("ada");
			await Promise.all(acts.map((act) => act()));
			expect(await mine("ada")).toMatchObject({ is_following: false, unread_count: 0 });
			expect((await team.ada.listThreads({ limit: 5 })).threads).toEqual([]);
		}
	});

	test("unfollowing while one replies oneself, or is mentioned: the later one holds", async () => {
		for (const call of [() => reply("ada", "mine"), () => reply("grace", "@ada two")])
			for (const isLast of [true, false]) {
				await reply("grace", "one");
				await follow("ada");
				const acts = [() => unfollow("ada"), call];
				await Promise.all((isLast ? acts : acts.toReversed()).map((act) => act()));
				expect(await mine("ada")).toMatchObject({ is_following: isLast });
			}
	});

	test("closing a direct conversation while somebody writes in it: a message after it brings it back", async () => {
		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		const conversation_id = conversation.id;
		const close = () => team.ada.closeDirect({ direct_conversation_id: conversation_id });
		const write = () => team.grace.createDirectMessage({ conversation_id, body: "psst" });
		const listed = async () => (await team.ada.listDirects({ limit: 10 })).conversations.map(({ id }) => id);
		await Promise.all([close(), write()]);
		expect(await listed()).toEqual([conversation_id]);
		await Promise.all([write(), close()]);
		expect(await listed()).toEqual([]);
		// it was said while it was open, and is there when it comes back
		await write();
		const { conversations } = await team.ada.listDirects({ limit: 10 });
		expect(conversations).toMatchObject([{ id: conversation_id, unread_count: 3 }]);
	});
});
