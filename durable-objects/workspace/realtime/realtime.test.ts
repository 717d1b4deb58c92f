import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { type DurableEvent, type ServerEvent, caps } from "@clickclack/protocol";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Listener, type Name, type Team, backRoom, listen, newTeam } from "../../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const say = (body: string) => team.ada.createMessage({ conversation_id: team.general.id, body });
const says = (body: string) => (event: ServerEvent) =>
	event.type === "message.created" && event.payload.message.body === body;
const cursors = (events: ServerEvent[]) => events.map((event) => event.cursor).filter((cursor) => cursor !== "");
const hibernate = () => evictDurableObject(team.stub, { webSockets: "hibernate" });

/** The whole log, as one person may read it. */
async function log(who: "ada" | "grace" | "linus" | "gus"): Promise<DurableEvent[]> {
	const page = await team[who].listEvents({ workspace_id: team.general.workspace_id, limit: 500 });
	return page.events;
}

describe("live", () => {
	test("R9: an event reaches everybody in its audience, its author included, in cursor order", async () => {
		const listeners = await Promise.all([listen(team, "ada"), listen(team, "grace", { frames: "batch" })]);
		for (let i = 0; i < 20; i++) await say(`m${i}`);
		for (const listener of listeners) {
			await listener.receive(says("m19"));
			expect(cursors(listener.received)).toEqual(cursors(listener.received).toSorted());
			expect(listener.received.filter((event) => event.type === "message.created")).toHaveLength(20);
		}
	});

	test("R14: a live event equals its replay", async () => {
		const listener = await listen(team, "grace");
		const { message } = await say("compare me @grace");
		await team.grace.addReaction({ message_id: message.id, emoji: "🦞" });
		await team.grace.replyInThread({ message_id: message.id, body: "compared" });
		await listener.receive((event) => event.type === "thread.state_updated");
		const replayed = await log("grace");
		// the message has changed since, which a replay shows and a live event could not
		for (const event of listener.received.filter(
			(received) => received.type !== "message.created" && received.cursor !== "",
		))
			expect(replayed).toContainEqual(event);
	});

	test("R5: with frames=batch and nothing else the same whole events come in few frames, without it one by one", async () => {
		const batch = await listen(team, "grace", { frames: "batch" });
		const single = await listen(team, "linus");
		await Promise.all(Array.from({ length: 40 }, (_, i) => say(`burst ${i}`)));
		await Promise.all([batch.receive(says("burst 39")), single.receive(says("burst 39"))]);
		expect(batch.frames.length).toBeLessThan(20);
		expect(batch.frames.every((frame) => Array.isArray(JSON.parse(frame)))).toBe(true);
		expect(single.frames.length).toBeGreaterThanOrEqual(40);
		const durable = ({ received }: Listener) => received.filter(({ cursor }) => cursor !== "");
		expect(durable(batch)).toEqual(durable(single));
		expect(batch.received.every((event) => event.id && event.workspace_id && event.payload)).toBe(true);
	});

	test("R5: with frames=compressed the same events come, and long lists of them deflated", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const [live, plain] = await Promise.all([
			listen(team, "grace", { frames: "compressed" }),
			listen(team, "linus", { frames: "batch" }),
		]);
		await Promise.all(Array.from({ length: 40 }, (_, i) => say(`gust ${i}`)));
		await Promise.all([live.receive(says("gust 39")), plain.receive(says("gust 39"))]);
		const replayed = await listen(team, "grace", { frames: "compressed", after_cursor: cursor });
		await replayed.receive(says("gust 39"));
		expect([live.deflated() > 0, replayed.deflated() > 0, plain.deflated()]).toEqual([true, true, 0]);
		for (const listener of [live, replayed]) expect(cursors(listener.received)).toEqual(cursors(plain.received));
	});

	test("R4: beyond the cap of sockets the person's least recently active socket is closed, and nobody else's", async () => {
		const other = await listen(team, "ada");
		const held: Listener[] = [];
		for (let i = 0; i < caps.sockets.person; i++) held.push(await listen(team, "grace"));
		const last = await listen(team, "grace");
		expect(await held[0]!.closed).toMatchObject({ code: 1013 });
		await say("still here");
		for (const listener of [other, last, ...held.slice(1)]) await listener.receive(says("still here"));
		for (const listener of [other, last, ...held.slice(1)]) listener.disconnect();
	});

	test("R4: a closed socket counts until the peer is gone, so a peer that never answers cannot hold any number of them", async () => {
		const { cursor: after_cursor } = await team.grace.getSnapshot({});
		const open = async (who: Name) => {
			const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(team.actor(who)) };
			return await team.stub.fetch(`http://workspace/?${new URLSearchParams({ after_cursor }).toString()}`, {
				headers,
			});
		};
		// nobody accepts them, so nobody answers the close frame
		const held: Response[] = [];
		for (let i = 0; i < 2 * caps.sockets.person; i++) held.push(await open("grace"));
		expect(new Set(held.map(({ status }) => status))).toEqual(new Set([101]));
		const refused = await open("grace");
		expect(refused.status).toBe(429);
		expect(await refused.json()).toMatchObject({ code: "rate_limited", retry_after: 60 });
		const other = await listen(team, "ada");
		for (const { webSocket } of held) {
			webSocket!.accept();
			webSocket!.close();
		}
		await vi.waitFor(async () => expect((await open("grace")).status).toBe(101), { timeout: 10_000 });
		other.disconnect();
	});

	test("R20: typing is sent to those who see the channel, with batched frames not to the author, and is not in the log", async () => {
		const channel_id = await backRoom(team);
		const batched = { frames: "batch" };
		const [ada, grace, linus, plain] = await Promise.all([
			listen(team, "ada"),
			listen(team, "grace", batched),
			listen(team, "linus"),
			listen(team, "grace"),
		]);
		const before = await log("ada");
		await team.grace.publishEphemeral({
			type: "typing.started",
			conversation_id: channel_id,
			payload: {},
		});
		const typing = await ada.receive((event) => event.type === "typing.started");
		expect(typing.payload).toEqual({ user_id: team.users.grace.id, channel_id });
		// existing clients, which ask for single events, expect their own
		expect(await plain.receive((event) => event.type === "typing.started")).toEqual(typing);
		await say("done");
		await Promise.all([grace.receive(says("done")), linus.receive(says("done"))]);
		expect([...grace.received, ...linus.received].map((event) => event.type)).not.toContain("typing.started");
		expect(await log("ada")).toHaveLength(before.length + 1);
	});

	test("R20: two people who type at once in different channels are not mixed up", async () => {
		const channel_id = await backRoom(team);
		const linus = await listen(team, "linus", { frames: "batch" });
		const ada = await listen(team, "ada", { frames: "batch" });
		const types = (who: "ada" | "grace", where: typeof channel_id) =>
			team[who].publishEphemeral({
				type: "typing.started",
				conversation_id: where,
				payload: {},
			});
		await say("first, so that the next ones are batched");
		await Promise.all([types("ada", channel_id), types("grace", team.general.id)]);
		const received = await linus.receive((event) => event.type === "typing.started");
		expect(received.payload).toMatchObject({ user_id: team.users.grace.id, channel_id: team.general.id });
		await ada.receive((event) => event.type === "typing.started");
		await say("done");
		await linus.receive(says("done"));
		expect(JSON.stringify(linus.received)).not.toContain(channel_id);
	});

	test("a blocked or timed-out member publishes no typing either", async () => {
		const where = { workspace_id: team.general.workspace_id, channel_id: team.general.id, payload: {} };
		await team.ada.moderateMember({ user_id: team.users.grace.id, timeout_minutes: 5 });
		await expect(team.grace.publishEphemeral({ type: "typing.started", ...where })).rejects.toMatchObject({
			code: "moderated",
		});
		await team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true });
		await expect(team.grace.publishEphemeral({ type: "presence.changed", ...where })).rejects.toMatchObject({
			code: "moderated",
		});
	});

	test("R21: a person whose socket the server closes goes offline for the others", async () => {
		const ada = await listen(team, "ada");
		const tab = await listen(team, "grace");
		const presence = (status: string) => (event: ServerEvent) =>
			event.type === "presence.changed" &&
			event.payload.user_id === team.users.grace.id &&
			event.payload.status === status;
		await ada.receive(presence("online"));
		await team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true });
		await tab.closed;
		await ada.receive(presence("offline"));
	});

	test("R21: a person whose page is being reloaded is online, also in a snapshot of that moment", async () => {
		const { grace } = team.users;
		const ada = await listen(team, "ada");
		const before = await listen(team, "grace");
		await ada.receive((event) => event.type === "presence.changed" && event.payload.user_id === grace.id);
		before.disconnect();
		await before.closed;
		expect((await team.ada.getSnapshot({})).online_user_ids).toContain(grace.id);
		const after = await listen(team, "grace");
		await say("done");
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		expect(ada.received.filter(({ type }) => type === "presence.changed")).toHaveLength(2);
		expect((await team.ada.getSnapshot({})).online_user_ids).toContain(grace.id);
		after.disconnect();
	});

	test("R21: a person is online while at least one of their sockets is open", async () => {
		const ada = await listen(team, "ada");
		const tabs = [await listen(team, "grace"), await listen(team, "grace"), await listen(team, "grace")];
		const presence = (status: string) => (event: ServerEvent) =>
			event.type === "presence.changed" &&
			event.payload.user_id === team.users.grace.id &&
			event.payload.status === status;
		await ada.receive(presence("online"));
		tabs[0]!.disconnect();
		tabs[1]!.disconnect();
		await Promise.all([tabs[0]!.closed, tabs[1]!.closed]);
		expect((await team.ada.getSnapshot({})).online_user_ids).toContain(team.users.grace.id);
		tabs[2]!.disconnect();
		await ada.receive(presence("offline"));
		expect((await team.ada.getSnapshot({})).online_user_ids).not.toContain(team.users.grace.id);
	});
});

describe("reconnecting", () => {
	test("R10: a cursor replays exactly what was missed, once, then live events follow", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		for (let i = 0; i < 5; i++) await say(`missed ${i}`);
		const listener = await listen(team, "grace", { after_cursor: cursor, frames: "batch" });
		await listener.receive(says("missed 4"));
		await say("new");
		await listener.receive(says("new"));
		const bodies = listener.received.flatMap((event) =>
			event.type === "message.created" ? [event.payload.message.body] : [],
		);
		expect(bodies).toEqual(["missed 0", "missed 1", "missed 2", "missed 3", "missed 4", "new"]);
	});

	test("R10: a message that is sent during a long replay is received once, in order", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		for (let i = 0; i < 1_200; i += 200) await Promise.all(Array.from({ length: 200 }, (_, n) => say(`old ${i + n}`)));
		const listening = listen(team, "grace", { after_cursor: cursor, frames: "batch" });
		const talking = Promise.all(Array.from({ length: 50 }, (_, i) => say(`meanwhile ${i}`)));
		const [listener] = await Promise.all([listening, talking]);
		await say("last");
		await listener.receive(says("last"));
		const received = cursors(listener.received);
		expect(received).toEqual([...new Set(received)].toSorted());
		expect(listener.received.filter((event) => event.type === "message.created")).toHaveLength(1_251);
	});

	test.each(["0001999999999999", "zzzz000000000001", "nonsense"])(
		"R13: the cursor %s is answered with 4001",
		async (after_cursor) => {
			const listener = await listen(team, "grace", { after_cursor });
			expect(await listener.closed).toMatchObject({ code: 4001 });
			expect(listener.received).toEqual([]);
		},
	);

	test("R12: more than 5,000 missed events are answered with a resync", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001)
				INSERT INTO events (num, type, audience, created_at, ids_json) SELECT (SELECT num FROM log_head) + i, 'member.left', 'everybody', '2026-01-01', '{"user_id":"usr_gone"}' FROM n`,
			);
		});
		const listener = await listen(team, "grace", { after_cursor: cursor });
		expect(await listener.closed).toMatchObject({ code: 4001 });
	});

	test("a replay of very long messages is split into frames within the size limit", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const long = "🦞".repeat(39_000);
		for (let i = 0; i < 12; i++) await say(`${i} ${long}`);
		const listener = await listen(team, "grace", { after_cursor: cursor, frames: "batch" });
		await listener.receive(says(`11 ${long}`));
		expect(Math.max(...listener.frames.map((frame) => frame.length))).toBeLessThan(512 * 1024);
		const page = await team.grace.listEvents({
			workspace_id: team.general.workspace_id,
			after_cursor: cursor,
			limit: 500,
		});
		expect(page).toMatchObject({ has_more: true });
		expect(page.events.length).toBeLessThan(12);
	});

	test("R14: over HTTP a foreign cursor is no error: an older history's starts from the beginning, a later one gets an empty page", async () => {
		await say("here");
		const after = async (after_cursor: string) => {
			const page = { workspace_id: team.general.workspace_id, limit: 500, after_cursor };
			return (await team.grace.listEvents(page)).events.length;
		};
		const all = (await log("grace")).length;
		expect([await after("0000000000000007"), await after("cur_01jd7xk3m9"), await after("")]).toEqual([all, all, all]);
		expect([await after("0001999999999999"), await after("0002000000000001")]).toEqual([0, 0]);
	});

	test("R7: a deleted message mentions nobody, neither in the event's own list", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const { message } = await say("psst @grace");
		await team.ada.deleteMessage({ message_id: message.id });
		const listener = await listen(team, "grace", { after_cursor: cursor });
		const created = await listener.receive((event) => event.type === "message.created");
		expect(created).not.toHaveProperty("mentioned_user_ids");
	});

	test("R7: a deleted message is never replayed with its old text", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const { message } = await say("regret");
		await team.ada.deleteMessage({ message_id: message.id });
		const listener = await listen(team, "grace", { after_cursor: cursor });
		await listener.receive((event) => event.type === "message.deleted");
		expect(listener.frames.join()).not.toContain("regret");
	});
});

test("R24: a client that does not read is disconnected before much is buffered, and reconnects with a cursor", async () => {
	const slow = await listen(team, "grace", { frames: "batch" });
	const { cursor } = await team.grace.getSnapshot({});
	const shell = "x".repeat(39_000);
	for (let i = 0; i < 230; i++) await say(`${i} ${shell}`);
	expect(await slow.closed).toMatchObject({ code: 1013 });
	const back = await listen(team, "grace", { after_cursor: cursor, frames: "batch" });
	await back.receive(says(`0 ${shell}`));
});

describe("hibernation", () => {
	test("a hibernated object wakes for a message, and the old socket receives it once", async () => {
		const listener = await listen(team, "grace", { frames: "batch" });
		await say("before hibernation");
		await listener.receive(says("before hibernation"));
		await hibernate();
		await say("after hibernation");
		await listener.receive(says("after hibernation"));
		expect(cursors(listener.received)).toEqual([...new Set(cursors(listener.received))]);
	});

	test("R6: ping is answered without waking the object", async () => {
		const response = await team.stub.fetch("http://workspace/?after_cursor=", {
			headers: { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(team.actor("grace")) },
		});
		const socket = response.webSocket!;
		const pong = new Promise((resolve) => {
			socket.addEventListener("message", ({ data }) => data === "pong" && resolve(data));
		});
		socket.accept();
		await hibernate();
		socket.send("ping");
		expect(await pong).toBe("pong");
	});

	test("R6: a client of single frames that sends anything but ping is disconnected", async () => {
		const response = await team.stub.fetch("http://workspace/?after_cursor=", {
			headers: { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(team.actor("grace")) },
		});
		const socket = response.webSocket!;
		const closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
		socket.accept();
		socket.send("x".repeat(100_000));
		expect(await closed).toBe(1003);
	});

	test("sequences and the log continue after the object restarted", async () => {
		await say("one");
		await evictDurableObject(team.stub, { webSockets: "close" });
		const { message } = await say("two");
		expect(message.channel_seq).toBe(2);
		expect(cursors(await log("ada"))).toEqual([...new Set(cursors(await log("ada")))].toSorted());
	});
});
