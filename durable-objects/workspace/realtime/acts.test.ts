import { evictDurableObject } from "cloudflare:test";
import {
	type Answer,
	type ServerEvent,
	limits,
	max_acts,
	max_message_bytes,
	max_values,
	tagOf,
} from "@clickclack/protocol";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Listener, type Team, backRoom, listen, newTeam } from "../../test/people.ts";
import { randomTag } from "../../ids.ts";

let team: Team;
let ada: Listener;
beforeEach(async () => {
	team = await newTeam();
	ada = await listen(team, "ada", { frames: "batch" });
});

const send = (body: string, more: object = {}, who = ada) =>
	who.act("createMessage", { channel_id: team.general.id, body, ...more });
const said = async () => {
	const { messages } = await team.ada.listMessages({ conversation_id: team.general.id, limit: 200 });
	return messages.map(({ body }) => body);
};
const many = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);
const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const withoutId = ({ status, body: { request_id: _, ...body } }: Answer) => ({ status, body });

describe("an act", () => {
	test("R32: a message sent on the socket is answered as over HTTP, and everybody receives its event", async () => {
		const grace = await listen(team, "grace", { frames: "compressed" });
		const { status, body } = await send("on the line", { nonce: "n1" });
		expect(status).toBe(201);
		const event = await grace.receive(({ type }) => type === "message.created");
		expect(body).toEqual({ message: expect.objectContaining({ body: "on the line", nonce: "n1" }), event });
		const again = await send("on the line", { nonce: "n1" });
		expect(again).toMatchObject({ status: 200, body: { message: { nonce: "n1" } } });
		expect(await said()).toEqual(["on the line"]);
	});

	test("R32: its correlation id is in the event; an invalid one is replaced", async () => {
		const input = { channel_id: team.general.id, body: "traced" };
		const idOf = ({ body }: Answer) =>
			(body["event"] as { payload: { correlation_id: string } }).payload.correlation_id;
		expect(idOf(await ada.act("createMessage", input, { correlation_id: "run-7" }))).toBe("run-7");
		expect(idOf(await ada.act("createMessage", input, { correlation_id: "run 7" }))).toMatch(/^corr_/);
	});

	test("R32: numbers and flags of a query are taken as they are, and as text; null is absent", async () => {
		for (const body of many(3)) await send(body);
		const { workspace_id, id: channel_id } = team.general;
		for (const limit of [2, "2"]) {
			const { body } = await ada.act("listMessages", { channel_id, limit, before_seq: null });
			expect(body).toMatchObject({ messages: [{ body: "m1" }, { body: "m2" }], has_older: true });
		}
		for (const include_tail of [true, "true"]) {
			const { body } = await ada.act("listEvents", { workspace_id, include_tail });
			expect(body).toHaveProperty("tail_cursor");
		}
	});

	test("R33: a refusal has the status, the error, the code and the request id that it has over HTTP", async () => {
		const empty = await send("  ");
		expect(withoutId(empty)).toEqual({
			status: 400,
			body: { code: "invalid_request", error: "message body is required" },
		});
		expect(empty.body["request_id"]).toMatch(/^req_/);
		for (const name of ["createMassage", "connect", "previewInvite", "createOperatorInvite", "getMe", "__proto__"])
			expect(await ada.act(name, {})).toMatchObject({ status: 404, body: { code: "route_not_found" } });
		const deep = JSON.parse("[".repeat(80) + "]".repeat(80)) as object;
		expect(await send("x", { topic_id: deep })).toMatchObject({ status: 400, body: { code: "invalid_json" } });
	});

	test("R34: a guest may not do on the socket what they may not do over HTTP", async () => {
		const gus = await listen(team, "gus", { frames: "batch" });
		const answer = await gus.act("createChannel", { workspace_id: team.general.workspace_id, name: "mine" });
		expect(withoutId(answer)).toEqual({ status: 403, body: { code: "forbidden", error: "guests may not do this" } });
	});

	test("R34: an id of another workspace, a made-up one and a missing one are answered alike", async () => {
		const other = await newTeam();
		const hidden = (await team.linus.createChannel({ name: "hidden", kind: "private" })).channel.id;
		const made = (tag: string) => `chn_${"0".repeat(10)}${tag}${"0".repeat(8)}`;
		const ids = [other.general.id, made(randomTag()), made(tagOf(team.general.id)!), hidden];
		for (const name of ["createMessage", "listMessages", "getChannel", "deleteChannel", "joinChannel"]) {
			const answers = await Promise.all(ids.map((channel_id) => ada.act(name, { channel_id, body: "x" })));
			for (const answer of answers)
				expect(withoutId(answer), name).toEqual({ status: 404, body: expect.objectContaining({ code: "not_found" }) });
			expect(new Set(answers.map(({ body }) => body["error"])).size, name).toBe(1);
		}
		const workspaces = [other.general.workspace_id, team.general.workspace_id.replace(/.$/, "1")];
		for (const workspace_id of workspaces)
			for (const name of ["getSnapshot", "listEvents", "createInvite", "searchMessages", "updateWorkspace"])
				for (const change of [{ name: "taken" }, { name: "taken", slug: "taken" }])
					expect(await ada.act(name, { workspace_id, q: "x", ...change }), name).toMatchObject({
						status: 404,
						body: { code: "not_found", error: "workspace not found" },
					});
		expect(await other.ada.getWorkspace({})).toMatchObject({ name: "Tidepool" });
	});

	test("R34: limits of the person count on both", async () => {
		const actor = { ...team.actor("ada"), isUnlimited: false };
		const limited = await listen(team, "ada", { frames: "batch" }, actor);
		vi.useFakeTimers({ toFake: ["Date"] });
		const refused = [];
		for (const body of many(80)) {
			const { status, retry_after } = await send(body, {}, limited);
			if (status === 429) refused.push(retry_after);
		}
		vi.useRealTimers();
		expect(refused.length).toBeGreaterThan(0);
		expect(refused[0]).toBeGreaterThanOrEqual(1);
	});

	test("R34: an invite's answer has its link, at the address where the socket was opened", async () => {
		const { status, body } = await ada.act("createInvite", { workspace_id: team.general.workspace_id });
		expect(status).toBe(201);
		expect(body).toMatchObject({ url: `http://workspace/invite/${String(body["token"])}` });
	});

	test("R35: acts run side by side", async () => {
		const answers = await Promise.all(many(max_acts).map((body) => send(body)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
		expect((await said()).toSorted()).toEqual(many(max_acts).toSorted());
	});

	test("R37: of too many at once the last are refused, and may be tried again", async () => {
		const { workspace_id } = team.general;
		// each waits for the Directory
		const rename = (slug: string) => ada.act("updateWorkspace", { workspace_id, slug });
		const answers = await Promise.all(many(200).map(rename));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused.length).toBeGreaterThan(0);
		expect(refused[0]).toMatchObject({ body: { code: "rate_limited" }, retry_after: 1 });
		expect(answers.length - refused.length).toBeGreaterThanOrEqual(max_acts);
		expect((await rename("once-more")).status).not.toBe(429);
	});

	test("R33: one who leaves the workspace on their socket gets the answer, and then the close", async () => {
		const grace = await listen(team, "grace", { frames: "batch" });
		const { workspace_id } = team.general;
		const answer = grace.act("removeMember", { workspace_id, user_id: team.users.grace.id });
		expect(await answer).toMatchObject({ status: 200, body: { ok: true } });
		expect(await grace.closed).toMatchObject({ code: 1008 });
	});

	test("R33: works after the object has slept", async () => {
		await evictDurableObject(team.stub, { webSockets: "hibernate" });
		expect(await send("awake")).toMatchObject({ status: 201, body: { message: { author_id: team.users.ada.id } } });
	});
});

/** An act whose input has so many members that no operation knows. */
const withMembers = (count: number) =>
	JSON.stringify({ act: 1, name: "listChannels", input: Object.fromEntries(many(count).map((name) => [name, 1])) });

const badMessages: [what: string, message: string | ArrayBuffer, code: number][] = [
	["no JSON", "pong", 1003],
	["no object", "[]", 1003],
	["an act without input", '{"act":1,"name":"listChannels"}', 1003],
	["an act with a number below zero", '{"act":-1,"name":"listChannels","input":{}}', 1003],
	["an act with a fraction for a number", '{"act":0.5,"name":"listChannels","input":{}}', 1003],
	["an act with something else", '{"act":1,"name":"listChannels","input":{},"token":"x"}', 1003],
	["an act with a list for its input", '{"act":1,"name":"listChannels","input":[]}', 1003],
	["a binary message", new ArrayBuffer(8), 1003],
	["a long message", "x".repeat(max_message_bytes + 1), 1009],
	["a message of many bytes", "ö".repeat(max_message_bytes / 2 + 1), 1009],
	["a long binary message", new ArrayBuffer(max_message_bytes + 1), 1009],
	["an act with more values than any operation takes", withMembers(max_values), 1009],
	["an act with a long list", `{"act":1,"name":"listChannels","input":{"q":[${"0,".repeat(max_values)}0]}}`, 1009],
];

describe("what is no act", () => {
	test.each(badMessages)("R38: %s closes the socket", async (_, message, code) => {
		ada.say(message);
		expect(await ada.closed).toMatchObject({ code });
	});

	test("R38: with single frames every act closes the socket, and nothing is done", async () => {
		const plain = await listen(team, "ada");
		void send("unheard", {}, plain);
		expect(await plain.closed).toMatchObject({ code: 1003 });
		expect(await said()).toEqual([]);
	});

	test("R38: a message of just the greatest length is read", async () => {
		const answer = await ada.act("createMessage", { channel_id: team.general.id, body: "x".repeat(262_000) });
		expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
	});

	test("R38: members that an operation does not know are ignored, as over HTTP, and commas in a text are no values", async () => {
		const more = Object.fromEntries(many(100).map((name) => [name, null]));
		const answer = await send(`${"a, ".repeat(500)}b`, more);
		expect(answer).toMatchObject({ status: 201, body: { message: { author_id: team.users.ada.id } } });
	});

	test.each(["x", "ö", "😀"])(
		"R37: of the longest messages of %s few are read at once: bytes count",
		async (letter) => {
			const { any } = limits;
			const flood = await listen(team, "ada", { frames: "batch" }, { ...team.actor("ada"), isUnlimited: false });
			const message = JSON.stringify({
				act: 1,
				name: "listChannels",
				input: { q: letter.repeat(240_000 / bytesOf(letter)) },
			});
			vi.useFakeTimers({ toFake: ["Date"] });
			for (let i = 0; i < 30; i++) flood.say(message);
			expect(await flood.closed).toMatchObject({ code: 1013 });
			vi.useRealTimers();
			const price = 1 + bytesOf(message) / any.one_more_for.characters;
			expect(flood.frames).toHaveLength(Math.ceil(any.person.burst / price));
			expect(flood.frames.length).toBeLessThan(20);
		},
	);

	test("R37: who sends more than the limit, whatever it is, is disconnected", async () => {
		const flood = await listen(team, "ada", { frames: "batch" }, { ...team.actor("ada"), isUnlimited: false });
		vi.useFakeTimers({ toFake: ["Date"] });
		for (let i = 0; i < 300; i++) flood.say(JSON.stringify({ act: i, name: "x", input: { y: "z".repeat(200_000) } }));
		expect(await flood.closed).toMatchObject({ code: 1013 });
		vi.useRealTimers();
	});
});

const says = (body: string) => (event: ServerEvent) =>
	event.type === "message.created" && event.payload.message.body === body;

describe("whose acts are not run", () => {
	test("R39: one whose session has expired", async () => {
		const actor = { ...team.actor("grace"), expires_at: new Date(Date.now() + 60_000).toISOString() };
		const grace = await listen(team, "grace", { frames: "batch" }, actor);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
		void send("too late", {}, grace);
		expect(await grace.closed).toMatchObject({ code: 1008 });
		vi.useRealTimers();
		expect(await said()).toEqual([]);
	});

	test.each([
		["removed from the workspace", () => team.ada.removeMember({ user_id: team.users.grace.id })],
		["blocked", () => team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true })],
	])("R39: one who was %s, though the act was on its way", async (_, remove) => {
		const grace = await listen(team, "grace", { frames: "batch" });
		const removed = remove();
		for (const body of many(20)) void send(body, {}, grace);
		expect(await grace.closed).toMatchObject({ code: 1008 });
		await removed;
		const before = await said();
		await send("afterwards");
		await ada.receive(says("afterwards"));
		expect(await said()).toEqual([...before, "afterwards"]);
	});

	test.each([
		["sent something else", new ArrayBuffer(8), 1003],
		["sent too much", "x".repeat(max_message_bytes + 1), 1009],
	])("R39: one whose socket the server has closed, because they %s before", async (_, message, code) => {
		const grace = await listen(team, "grace", { frames: "batch" });
		grace.say(message);
		for (const body of many(3)) void send(body, {}, grace);
		expect(await grace.closed).toMatchObject({ code });
		await send("afterwards");
		expect(await said()).toEqual(["afterwards"]);
	});

	test("R39: one who left a private channel may not post there any more", async () => {
		const channel_id = await backRoom(team);
		const grace = await listen(team, "grace", { frames: "batch" });
		expect(await grace.act("createMessage", { channel_id, body: "in" })).toMatchObject({ status: 201 });
		await team.ada.removeChannelMember({ channel_id, user_id: team.users.grace.id });
		expect(await grace.act("createMessage", { channel_id, body: "out" })).toMatchObject({ status: 404 });
	});
});

test("R39: an act that is running when the session expires is answered before the close frame", async () => {
	const actor = { ...team.actor("ada"), expires_at: new Date(Date.now() + 60_000).toISOString() };
	const tab = await listen(team, "ada", { frames: "batch" }, actor);
	const { workspace_id } = team.general;
	// it waits for the Directory, and the other one for nothing
	const renamed = tab.act("updateWorkspace", { workspace_id, slug: `late-${team.tag}` });
	await tab.act("getWorkspace", { workspace_id });
	expect(tab.frames).toHaveLength(1);
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
	expect(await renamed).toMatchObject({ answer: 0 });
	await team.ada.updateWorkspace({ name: "Later" });
	expect(await tab.closed).toMatchObject({ code: 1008 });
	vi.useRealTimers();
});

test("R24, R39: a client that does not read what is answered is disconnected at once, and further answers are not sent", async () => {
	const { id: channel_id, workspace_id } = team.general;
	const body = "x".repeat(39_000);
	const all = many(14).map((first) => team.ada.createMessage({ conversation_id: channel_id, body: first + body }));
	await Promise.all(all);
	const page = async () => JSON.stringify(await ada.act("listMessages", { channel_id })).length;
	const [most, size] = [8 * 1024 * 1024, await page()];
	expect(size).toBeGreaterThan(200_000);
	while (ada.frames.join("").length + size < most) await page();
	// these wait for the Directory
	for (const slug of many(10)) void ada.act("updateWorkspace", { workspace_id, slug: `${slug}-${team.tag}` });
	void page();
	expect(await ada.closed).toMatchObject({ code: 1013 });
	expect(ada.frames.at(-1)).toHaveLength(size + 1);
});

test("R40: a client that acts is not silent, though it sends no ping, and though the object has slept", async () => {
	const [acting, silent] = await Promise.all([
		listen(team, "grace", { frames: "batch" }),
		listen(team, "linus", { frames: "batch" }),
	]);
	const online = async () => (await team.ada.getSnapshot({})).online_user_ids;
	for (const one of [acting, silent]) one.say("ping");
	await expect.poll(() => [acting.frames, silent.frames].flat()).toEqual(["pong", "pong"]);
	const later = async (s: number) => void vi.setSystemTime(Date.now() + s * 1_000);
	vi.useFakeTimers({ toFake: ["Date"] });
	await later(80);
	expect(await send("still here", {}, acting)).toMatchObject({ status: 201 });
	await evictDurableObject(team.stub, { webSockets: "hibernate" });
	await later(80);
	expect(await online()).toContain(team.users.grace.id);
	expect(await silent.closed).toMatchObject({ code: 1013 });
	vi.useRealTimers();
});
