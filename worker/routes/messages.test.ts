import type { WorkspaceId } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, person, post, request } from "../test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
let general: string;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool" }));
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

const authorization = () => ({ authorization: `Bearer ${ada.token}` });
const send = (message: object, headers: Record<string, string> = {}) =>
	post(`/api/channels/${general}/messages`, message, { ...authorization(), ...headers });

test("a message that is new answers 201 with its event; sent again it answers 200 with the same message and no event", async () => {
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

test("the correlation id of whoever sent is in the event that others hear", async () => {
	await send({ body: "traced" }, { "x-correlation-id": "run-9" });
	const { events } = await ada.chat.realtime.events({ workspace_id });
	expect(events.at(-1)).toMatchObject({ type: "message.created", payload: { correlation_id: "run-9" } });
});

test("a message is found by its nonce, and the answer says that nonces are known here, found or not", async () => {
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
	[{ kind: "agent_commentary" }, "agent activity messages are not supported yet"],
	[{ turn_id: "turn-1" }, "turn_id is only valid for agent activity messages"],
	[{ quoted_message_id: "msg_01jd7xk3m9h5q2w8e4r6t0y1z7" }, "quotes are not supported yet"],
])("what would be lost is refused instead: %j", async (unknown, words) => {
	const answer = await send({ body: "hello", ...unknown });
	expect(answer.status).toBe(400);
	const { code, error } = await answer.json<{ code: string; error: string }>();
	expect(code).toBe("invalid_request");
	expect(error).toContain(words);
	expect((await send({ body: "hello", kind: "message", turn_id: "", quoted_message_id: "" })).status).toBe(201);
});

test("mode=latest is the end of the channel, as no mode is, and goes with no other place to look at", async () => {
	for (const body of ["one", "two", "three"]) await send({ body });
	const look = (query: string) =>
		request(`/api/channels/${general}/messages?limit=2${query}`, { headers: authorization() });
	const latest = await (await look("&mode=latest")).json<{ messages: { body: string }[] }>();
	expect(latest.messages.map(({ body }) => body)).toEqual(["two", "three"]);
	expect(await (await look("")).json()).toEqual(latest);
	for (const query of ["&mode=latest&before_seq=2", "&mode=oldest"]) expect((await look(query)).status).toBe(400);
});
