import { expect, test } from "vitest";
import { acts } from "./generated-act-names.ts";
import { type Act, type DurableEvent, type ServerEvent, apply, isRequestError, project } from "./index.ts";
import { doEverything } from "./test/everything.ts";
import { listen, team } from "./test/team.ts";

const isSaid = (event: ServerEvent): event is Extract<DurableEvent, { type: "message.created" }> =>
	event.type === "message.created";
const isDurable = (event: ServerEvent): boolean => event.cursor !== "";

test("sending the same nonce twice sends one message", async () => {
	const { ada, general } = await team();
	const first = await ada.chat.messages.create(general, { body: "tea", nonce: "n1" });
	const second = await ada.chat.messages.create(general, { body: "tea", nonce: "n1" });
	expect(second.message.id).toBe(first.message.id);
	expect(first.event?.payload.message_id).toBe(first.message.id);
	expect(second.event).toBeUndefined();
});

test("every message of a channel can be iterated, page by page", async () => {
	const { ada, general, say } = await team();
	for (const body of ["one", "two", "three", "four", "five"]) await say(body);
	const bodies = [];
	for await (const message of ada.chat.messages.list(general, { limit: 2 })) bodies.push(message.body);
	expect(bodies).toEqual(["four", "five", "two", "three", "one"]);
});

test("members and search results can be iterated too", async () => {
	const { ada, workspace_id, say } = await team();
	for (const body of ["tea", "more tea", "tea again"]) await say(body);
	const names = [];
	for await (const { user } of ada.chat.members.list(workspace_id, { limit: 1 })) names.push(user.display_name);
	expect(names).toEqual(["Ada", "Grace"]);
	const found = [];
	for await (const hit of ada.chat.search.messages({ workspace_id, q: "tea", limit: 2 })) found.push(hit.snippet);
	expect(found.toSorted()).toEqual(["more tea", "tea", "tea again"]);
});

test("a refusal has a text for people, a code for programs, and the request id", async () => {
	const { ada, general } = await team();
	const error = await ada.chat.messages.create(general, { body: "" }).catch((error: unknown) => error);
	expect(isRequestError(error, "invalid_request")).toBe(true);
	expect(error).toMatchObject({
		status: 400,
		request_id: expect.stringMatching(/./),
		message: expect.stringMatching(/body/),
	});
});

test("R10: each event is received once and in order, across a lost connection", async () => {
	const { grace, workspace_id, say } = await team();
	const receive = await listen(grace.chat, workspace_id);
	const first = receive(isSaid);
	await say("one");
	expect(await first).toMatchObject({ payload: { message: { body: "one" } } });
	grace.sockets[0]!.close();
	await say("two");
	await say("three");
	expect(await receive(isDurable)).toMatchObject({ payload: { message: { body: "two" } } });
	expect(await receive(isDurable)).toMatchObject({ payload: { message: { body: "three" } } });
	expect(grace.sockets).toHaveLength(2);
});

test("R13, R22: after a cursor of another history the client fetches a snapshot and continues", async () => {
	const { grace, workspace_id, say } = await team();
	await say("before");
	const receive = await listen(grace.chat, workspace_id, { after: "zzzz000000000001", onState });
	const states: string[] = [];
	function onState(state: string) {
		states.push(state);
	}
	const next = receive(isSaid);
	await expect.poll(() => states.filter((state) => state === "open").length).toBe(2);
	await say("after");
	expect(await next).toMatchObject({ payload: { message: { body: "after" } } });
});

test("R23: after a removal the stream ends with the reason", async () => {
	const { ada, grace, workspace_id } = await team();
	const receive = await listen(grace.chat, workspace_id);
	const end = receive(() => false).catch((error: unknown) => error);
	await expect.poll(() => grace.sockets.length).toBe(1);
	await ada.chat.members.remove(workspace_id, grace.user.id);
	expect(isRequestError(await end, "not_found")).toBe(true);
});

test("R23: signing out ends the stream with `unauthorized`", async () => {
	const { grace, workspace_id } = await team();
	const receive = await listen(grace.chat, workspace_id);
	const end = receive(() => false).catch((error: unknown) => error);
	await expect.poll(() => grace.sockets.length).toBe(1);
	await grace.chat.auth.logout();
	expect(isRequestError(await end, "unauthorized")).toBe(true);
});

test("R29: an event of an unknown type, or with unknown fields, does not affect others", async () => {
	const { ada, workspace_id, say } = await team();
	const projection = project(await ada.chat.workspaces.snapshot(workspace_id));
	const { event } = await say("hello");
	const before = { ...projection, conversations: new Map(projection.conversations) };
	apply(projection, { ...event, type: "poll.created", payload: { poll: {} } } as unknown as DurableEvent);
	expect(projection).toEqual({ ...before, cursor: event!.cursor });

	const next = (await say("again")).event!;
	apply(projection, { ...next, mood: "calm" } as DurableEvent);
	expect(projection.conversations.get(next.channel_id!)).toMatchObject({ last_seq: next.seq });
});

test("R30: the sender's own message arrives as an event with its nonce", async () => {
	const { ada, workspace_id, say } = await team();
	const receive = await listen(ada.chat, workspace_id);
	const received = receive(isSaid);
	const { message } = await say("mine");
	expect(await received).toMatchObject({ payload: { nonce: message.nonce, message_id: message.id } });
});

test("R34: two people on their sockets alone do everything that the workspace does over HTTP", async () => {
	const { ada, grace, workspace_id, general } = await team();
	for (const { chat } of [ada, grace]) {
		const receive = await listen(chat, workspace_id);
		void receive(() => false).catch(() => {});
	}
	await expect.poll(() => [ada, grace].map(({ sockets }) => sockets.length)).toEqual([1, 1]);
	const sent = new Set<string>();
	for (const { sockets, chat, requests } of [ada, grace]) {
		const [socket] = sockets;
		const send = socket!.send.bind(socket);
		socket!.send = (text) => {
			if (text !== "ping") sent.add((JSON.parse(text as string) as Act).name);
			send(text);
		};
		// the first answer shows that the server runs acts
		await chat.channels.get(general);
		requests.length = 0;
	}
	await doEverything(ada.chat, grace.chat, { workspace_id, general, grace: grace.user.id });
	// the bytes of files are no JSON, and an account is the workspace's as little
	const elsewhere = / \/api\/(?:uploads(?:$|\/upl_)|workspaces\/wsp_\w+\/export$|me(?:$|\/avatar$))/;
	const others = (requests: string[]) => requests.filter((one) => !elsewhere.test(one));
	expect(others(grace.requests)).toEqual([]);
	await ada.chat.members.remove(workspace_id, grace.user.id);
	expect(others(ada.requests)).toEqual([]);
	expect(sent).toEqual(new Set(Object.values(acts)));
});
