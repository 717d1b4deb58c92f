import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { ChannelId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { Client } from "../../test/client.ts";
import { type Name, type Team, backRoom, listen, newTeam } from "../../test/people.ts";
import { tagged } from "../../sql.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const gone = { code: "not_found" };
const search = (who: Name, q: string) =>
	team[who].searchMessages({ workspace_id: team.general.workspace_id, q, sort: "newest", limit: 50 });
const open = async (name: string) => (await team.ada.createChannel({ name, kind: "public" })).channel.id;

/** Counts the rows that belonged to a channel. */
const left = () =>
	runInDurableObject(team.stub, (_, { storage }) => {
		const sql = tagged(storage.sql);
		const [counts] = sql<Record<string, number>>`
			SELECT (SELECT count(*) FROM messages) AS messages, (SELECT count(*) FROM search) AS search,
				(SELECT count(*) FROM reactions) AS reactions, (SELECT count(*) FROM mentions) AS mentions,
				(SELECT count(*) FROM thread_follows) AS follows, (SELECT count(*) FROM thread_mentions) AS called,
				(SELECT count(*) FROM jobs) AS jobs`;
		return counts!;
	});
const nothing = { messages: 0, search: 0, reactions: 0, mentions: 0, follows: 0, called: 0, jobs: 0 };

describe("a channel that an owner deletes", () => {
	test("is gone for everybody with everything in it, and its name is free", async () => {
		const channel_id = await open("reef");
		const { message } = await team.grace.createMessage({ conversation_id: channel_id, body: "corals" });
		const message_id = message.id;
		await team.ada.deleteChannel({ channel_id });
		for (const who of ["ada", "grace", "linus"] as const) {
			expect((await team[who].listChannels({})).map(({ name }) => name)).toEqual(["general"]);
			expect((await team[who].getSnapshot({})).channels).toHaveLength(1);
			expect((await search(who, "corals")).results).toEqual([]);
			const attempts = [
				() => team[who].getChannel({ channel_id }),
				() => team[who].listMessages({ conversation_id: channel_id, limit: 1 }),
				() => team[who].listChannelMembers({ channel_id, limit: 1 }),
				() => team[who].getMessage({ message_id }),
				() => team[who].getThread({ message_id, limit: 1 }),
				() => team[who].createMessage({ conversation_id: channel_id, body: "still?" }),
				() => team[who].replyInThread({ message_id, body: "still?" }),
				() => team[who].addReaction({ message_id, emoji: "👍" }),
				() => team[who].joinChannel({ channel_id }),
				() => team[who].markRead({ conversation_id: channel_id, seq: 1 }),
				() => team[who].updateChannel({ channel_id, archived: false }),
				() => team[who].deleteChannel({ channel_id }),
			];
			for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(gone);
		}
		expect(await open("reef")).not.toBe(channel_id);
	});

	test("takes its public links with it: no later message answers to one of them", async () => {
		const channel_id = await open("reef");
		const { message } = await team.ada.createMessage({ conversation_id: channel_id, body: "corals" });
		const { route_id: target_id = "" } = await team.ada.routeMessage({ message_id: message.id });
		const { route_id: workspace_route_id } = await team.ada.getWorkspace({});
		await team.ada.deleteChannel({ channel_id });
		await expect.poll(async () => (await left()).messages, { timeout: 10_000 }).toBe(0);
		const later = await team.ada.createMessage({ conversation_id: team.general.id, body: "hello" });
		expect((await team.ada.routeMessage({ message_id: later.message.id })).route_id).not.toBe(target_id);
		await expect(team.ada.resolveRoute({ workspace_route_id, target_id })).rejects.toMatchObject(gone);
	});

	test("cannot be deleted by anybody else, not even its creator", async () => {
		const { channel } = await team.grace.createChannel({ name: "hers", kind: "public" });
		const channel_id = channel.id;
		await team.ada.moderateMember({ user_id: team.users.linus.id, role: "moderator" });
		for (const who of ["grace", "linus"] as const)
			await expect(team[who].deleteChannel({ channel_id })).rejects.toMatchObject({ code: "forbidden" });
		const secret = (await team.grace.createChannel({ name: "hidden", kind: "private" })).channel.id;
		for (const who of ["ada", "gus"] as const)
			await expect(team[who].deleteChannel({ channel_id: secret })).rejects.toMatchObject(gone);
		expect((await team.grace.getChannel({ channel_id: secret })).name).toBe("hidden");
	});

	test("R31: is announced to those who saw it, live, in replays and after they rejoined; and to nobody else", async () => {
		const channel_id = await backRoom(team);
		const before = (await team.ada.getSnapshot({})).cursor;
		const [grace, linus] = [await listen(team, "grace"), await listen(team, "linus")];
		const { event } = await team.ada.deleteChannel({ channel_id });
		expect(event).toMatchObject({ type: "channel.deleted", payload: { channel_id } });
		expect(await grace.receive(({ type }) => type === "channel.deleted")).toEqual(event);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "after" });
		await linus.receive(({ type }) => type === "message.created");
		expect(linus.received.map(({ type }) => type)).toEqual(["message.created"]);
		const { workspace_id } = team.general;
		const types = async (who: Name) => {
			const { events } = await team[who].listEvents({ workspace_id, after_cursor: before, limit: 100 });
			return events.map(({ type }) => type);
		};
		expect(await types("grace")).toEqual(["channel.deleted", "message.created"]);
		expect(await types("linus")).toEqual(["message.created"]);
		await team.ada.removeMember({ user_id: team.users.grace.id });
		await team.system.admit({ user: team.users.grace, role: "member" });
		expect(await types("grace")).toContain("channel.deleted");
		expect(await types("grace")).not.toContain("channel.updated");
	});

	test("removes its windows and threads from a client that reconnects later", async () => {
		const channel_id = await open("reef");
		const { message } = await team.grace.createMessage({ conversation_id: channel_id, body: "hey @linus" });
		await team.ada.replyInThread({ message_id: message.id, body: "yes?" });
		const clients = await Promise.all((["ada", "linus"] as const).map((who) => Client.open(team[who])));
		await team.ada.deleteChannel({ channel_id });
		for (const client of clients) {
			expect([...client!.projection.timelines.keys()]).toEqual([team.general.id, channel_id, message.id]);
			await client!.catchUp();
			expect([...client!.projection.timelines.keys()]).toEqual([team.general.id]);
			expect([...client!.projection.conversations.keys()]).toEqual([team.general.id]);
		}
	});

	test("sends no more events, also on sockets with batched frames", async () => {
		const channel_id = await open("reef");
		const grace = await listen(team, "grace", { frames: "batch" });
		await Promise.all([
			team.ada.createMessage({ conversation_id: team.general.id, body: "first" }),
			team.ada.createMessage({ conversation_id: channel_id, body: "too late" }),
			team.ada.deleteChannel({ channel_id }),
		]);
		await grace.receive(({ type }) => type === "channel.deleted");
		const { workspace_id } = team.general;
		const { events } = await team.grace.listEvents({ workspace_id, limit: 100 });
		expect(events.filter((event) => event.channel_id === channel_id).map(({ type }) => type)).toEqual([
			"channel.deleted",
		]);
	});
});

/** Fills a channel with `count` messages, replies to the first, reactions, mentions and followed threads, as commands would have. */
const fill = (channel_id: ChannelId, count: number) =>
	runInDurableObject(team.stub, (_, { storage }) => {
		const sql = tagged(storage.sql);
		const [first] = sql<{ num: number; conversation_num: number; author_num: number }>`
			SELECT m.* FROM messages m JOIN conversations c ON c.num = m.conversation_num WHERE c.id = ${channel_id}`;
		const { num, conversation_num, author_num } = first!;
		sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT CAST(${num} AS INTEGER) + i, CAST(iif(i % 2, ${-conversation_num}, ${num}) AS INTEGER), 1 + i,
				${conversation_num}, ${author_num}, 'kelp', 1767225600000 FROM n`;
		sql`INSERT INTO search (rowid, words) SELECT num, 'kelp w' || num FROM messages WHERE num > ${num}`;
		sql`INSERT INTO reactions (message_num, emoji_key, user_id, created_at)
			SELECT ${num}, '👍', 'usr_' || num, '2026-01-01T00:00:00.000Z' FROM messages`;
		sql`INSERT INTO mentions (user_id, conversation_id, seq, message_id)
			SELECT ${team.users.ada.id}, conversation_id, seq, 'msg_' || num FROM message_rows WHERE timeline < 0 AND seq > 1`;
		sql`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
			SELECT ${team.users.ada.id}, conversation_num, num, 1, 0 FROM messages WHERE timeline < 0`;
		sql`INSERT INTO thread_mentions (user_id, conversation_num, root_num, seq)
			SELECT ${team.users.linus.id}, conversation_num, timeline, seq FROM messages WHERE timeline > 0`;
	});

describe("the content of a deleted channel", () => {
	test("is erased completely, in slices, and other commands run in between", async () => {
		const channel_id = await open("reef");
		await team.grace.createMessage({ conversation_id: channel_id, body: "kelp" });
		await fill(channel_id, 1_600);
		await team.ada.deleteChannel({ channel_id });
		const after = await left();
		expect(after["jobs"]).toBeGreaterThan(0);
		expect(after["messages"]).toBeGreaterThan(500);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "kelp elsewhere" });
		let slices = 0;
		for (; (await left())["jobs"]! > 0; slices++) {
			const before = (await left())["messages"]!;
			await runDurableObjectAlarm(team.stub);
			expect(before - (await left())["messages"]!).toBeLessThanOrEqual(1_000);
		}
		expect(slices).toBeGreaterThan(3);
		expect((await search("ada", "kelp")).results).toMatchObject([{ snippet: "kelp elsewhere" }]);
		expect(await left()).toEqual({ ...nothing, messages: 1, search: 1 });
		expect(await runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm())).toBeNull();
	});

	test("is removed from the search index as well, not only marked as deleted", async () => {
		const size = () =>
			runInDurableObject(team.stub, (_, { storage }) => {
				const [{ bytes }] = tagged(storage.sql)`SELECT sum(length(block)) AS bytes FROM search_data` as [
					{ bytes: number },
				];
				return bytes;
			});
		const before = await size();
		const channel_id = await open("reef");
		await team.grace.createMessage({ conversation_id: channel_id, body: "kelp" });
		await fill(channel_id, 500);
		expect(await size()).toBeGreaterThan(before + 2_000);
		await team.ada.deleteChannel({ channel_id });
		while ((await left())["jobs"]! > 0) await runDurableObjectAlarm(team.stub);
		expect(await size()).toBeLessThan(before + 200);
	});

	test("is erased completely by an object that restarted meanwhile", async () => {
		const channel_id = await open("reef");
		await team.grace.createMessage({ conversation_id: channel_id, body: "kelp" });
		await fill(channel_id, 500);
		await team.ada.deleteChannel({ channel_id });
		while ((await left())["jobs"]! > 0) {
			await evictDurableObject(team.stub);
			await team.ada.getWorkspace({});
			await runDurableObjectAlarm(team.stub);
		}
		expect(await left()).toEqual(nothing);
	});
});

describe("a private channel", () => {
	const rows = () =>
		runInDurableObject(team.stub, (_, { storage }) => tagged(storage.sql)`SELECT id FROM channels`.length);

	test("is deleted when its last member leaves, and leaves no trace", async () => {
		const channel_id = await backRoom(team);
		await team.grace.createMessage({ conversation_id: channel_id, body: "kelp" });
		await team.ada.leaveChannel({ channel_id });
		expect(await team.grace.getChannel({ channel_id })).toMatchObject({ member_count: 1 });
		const client = (await Client.open(team.grace))!;
		await team.grace.leaveChannel({ channel_id });
		await client.catchUp();
		expect([...client.projection.conversations.keys()]).toEqual([team.general.id]);
		await expect(team.grace.getChannel({ channel_id })).rejects.toMatchObject(gone);
		while ((await left())["jobs"]! > 0) await runDurableObjectAlarm(team.stub);
		expect(await left()).toEqual(nothing);
		expect(await rows()).toBe(1);
	});

	test("is deleted when its last member is removed from it or from the workspace", async () => {
		await team.grace.createChannel({ name: "alone", kind: "private" });
		await team.ada.removeMember({ user_id: team.users.grace.id });
		while ((await left())["jobs"]! > 0) await runDurableObjectAlarm(team.stub);
		expect(await rows()).toBe(1);
		const { channel } = await team.ada.createChannel({ name: "alone", kind: "private" });
		await team.ada.removeChannelMember({ channel_id: channel.id, user_id: team.users.ada.id });
		while ((await left())["jobs"]! > 0) await runDurableObjectAlarm(team.stub);
		expect(await rows()).toBe(1);
	});

	test("a public one stays when it has no members", async () => {
		const channel_id = await open("empty");
		await team.ada.leaveChannel({ channel_id });
		expect(await team.linus.getChannel({ channel_id })).toMatchObject({ member_count: 0 });
	});
});
