import type { ChannelId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, person, post, request } from "../test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] }));
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

const authorization = () => ({ authorization: `Bearer ${ada.token}` });
const send = (message: object, headers: Record<string, string> = {}) =>
	post(`/api/channels/${general}/messages`, message, { ...authorization(), ...headers });

test("a new message answers 201 with its event; sent again it answers 200 with the same message and no event", async () => {
	const first = await send({ body: "tea", nonce: "n1" }, { "x-correlation-id": "run-7" });
	expect(first.status).toBe(201);
	const { message, event } = await first.json<{ message: object; event: object }>();
	expect(event).toMatchObject({
		type: "message.created",
		payload: { nonce: "n1", correlation_id: "run-7", message },
	});
	const again = await send({ body: "tea", nonce: "n1" }, { "x-correlation-id": "run-8" });
	expect(again.status).toBe(200);
	expect(await again.json()).toEqual({ message });
});

test("the sender's correlation id is in the event that others receive", async () => {
	await send({ body: "traced" }, { "x-correlation-id": "run-9" });
	const { events } = await ada.chat.realtime.events({ workspace_id });
	expect(events.at(-1)).toMatchObject({ type: "message.created", payload: { correlation_id: "run-9" } });
});

test("a message is found by its nonce, and the answer has the nonce header, found or not", async () => {
	await send({ body: "by nonce", nonce: "n2" });
	const look = (nonce: string) =>
		request(`/api/messages/by-nonce?workspace_id=${workspace_id}&nonce=${nonce}`, { headers: authorization() });
	const found = await look("n2");
	expect(found.status).toBe(200);
	expect(await found.json()).toMatchObject({ message: { body: "by nonce", nonce: "n2" } });
	const missing = await look("n3");
	expect(missing.status).toBe(404);
	for (const answer of [found, missing]) expect(answer.headers.get("x-clickclack-message-nonce")).toBe("supported");
});

test.each([
	[{ turn_id: "turn-1" }, "turn_id is only valid for agent activity messages"],
	[
		{ quoted_message_id: "msg_01jd7xk3m9h5q2w8e4r6t0y1z7" },
		"quoted message is not in this channel, conversation, or thread",
	],
	[{ quoted_message_id: "msg_1" }, "quoted_message_id: must be a msg_… id"],
])("what cannot be stored is refused: %j", async (unknown, words) => {
	const answer = await send({ body: "hello", ...unknown });
	expect(answer.status).toBe(400);
	const { code, error } = await answer.json<{ code: string; error: string }>();
	expect(code).toBe("invalid_request");
	expect(error).toContain(words);
	expect((await send({ body: "hello", kind: "message", turn_id: "", quoted_message_id: "" })).status).toBe(201);
});

test("mode=latest is the end of the channel, which is also the default, and excludes other positions", async () => {
	for (const body of ["one", "two", "three"]) await send({ body });
	const look = (query: string) =>
		request(`/api/channels/${general}/messages?limit=2${query}`, { headers: authorization() });
	const latest = await (await look("&mode=latest")).json<{ messages: { body: string }[] }>();
	expect(latest.messages.map(({ body }) => body)).toEqual(["two", "three"]);
	expect(await (await look("")).json()).toEqual(latest);
	for (const query of ["&mode=latest&before_seq=2", "&mode=oldest"]) expect((await look(query)).status).toBe(400);
});

/** How many messages there are, and in what order. */
const window = async (path: string) => {
	const answer = await request(path, { headers: authorization() });
	const { messages = [], replies = messages } = await answer.json<{
		messages?: { body: string }[];
		replies?: { body: string }[];
	}>();
	return { status: answer.status, bodies: replies.map(({ body }) => body) };
};

test("a limit that is out of range, or not a number, means 100, in channels and threads", async () => {
	const { channel } = await ada.chat.channels.create(workspace_id, { name: "limits" });
	const { message: root } = await ada.chat.messages.create(channel.id, { body: "root" });
	for (let i = 0; i < 101; i++) {
		await ada.chat.messages.create(channel.id, { body: `m${i}` });
		await ada.chat.threads.reply(root.id, { body: `r${i}` });
	}
	for (const limit of ["0", "-1", "201", "many", "1.5", "100"]) {
		expect((await window(`/api/channels/${channel.id}/messages?limit=${limit}`)).bodies, limit).toHaveLength(100);
		expect((await window(`/api/messages/${root.id}/thread?limit=${limit}`)).bodies, limit).toHaveLength(100);
	}
	expect((await window(`/api/channels/${channel.id}/messages?limit=101`)).bodies).toHaveLength(101);
});

test("before is an alias of before_seq; both may be given if they agree", async () => {
	const { channel } = await ada.chat.channels.create(workspace_id, { name: "before" });
	const { message: root } = await ada.chat.messages.create(channel.id, { body: "one" });
	for (const body of ["two", "three"]) await ada.chat.messages.create(channel.id, { body });
	for (const body of ["a", "b", "c"]) await ada.chat.threads.reply(root.id, { body });
	for (const [path, bodies] of [
		[`/api/channels/${channel.id}/messages`, ["one", "two"]],
		[`/api/messages/${root.id}/thread`, ["a", "b"]],
	] as const) {
		for (const query of ["before_seq=3", "before=3", "before=3&before_seq=3"])
			expect(await window(`${path}?${query}`), query).toEqual({ status: 200, bodies });
		for (const query of ["before=3&before_seq=2", "before=3&after_seq=1", "before=-1"])
			expect((await window(`${path}?${query}`)).status, query).toBe(400);
	}
});

test("a thread has no mode", async () => {
	const { message } = await ada.chat.messages.create(general, { body: "a root" });
	for (const mode of ["", "latest", "oldest"]) {
		const answer = await request(`/api/messages/${message.id}/thread?mode=${mode}`, { headers: authorization() });
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ error: expect.stringContaining("latest=true") });
	}
});

test("a nonce that the caller used in another workspace is a conflict; another person's is not found", async () => {
	const grace = await person("Grace");
	const { id: other } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	await grace.chat.invites.accept((await ada.chat.invites.create(other)).token);
	const [reef] = await ada.chat.channels.list(other);
	await ada.chat.messages.create(reef!.id, { body: "there", nonce: "elsewhere" });
	const look = (who: Person, workspace: string) =>
		request(`/api/messages/by-nonce?workspace_id=${workspace}&nonce=elsewhere`, {
			headers: { authorization: `Bearer ${who.token}` },
		});
	expect((await look(ada, other)).status).toBe(200);
	const here = await look(ada, workspace_id);
	expect(here.status).toBe(409);
	expect(here.headers.get("x-clickclack-message-nonce")).toBe("supported");
	expect(await here.json()).toMatchObject({
		code: "conflict",
		error: "client nonce was already used in another workspace",
	});
	expect((await look(grace, other)).status).toBe(404);
});
