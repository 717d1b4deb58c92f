import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Client } from "./client.ts";
import { isConnectionError, isRequestError } from "./index.ts";
import { Stream } from "./stream.ts";
import { Line, cursor, workspace, workspace_id } from "./test/line.ts";

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
	vi.restoreAllMocks();
});

const channel_id = "chn_01jd7xk3m9abcdefgh00000001";
const message_id = "msg_01jd7xk3m9abcdefgh00000002";
const elsewhere = "chn_01jd7xk3m9zzzzzzzz00000001";
const overHttp = { channel: { name: "over http" }, message: { id: "over http" } };

/** A client with an open socket. */
async function connected() {
	const stop = new AbortController();
	const place = workspace({ signal: stop.signal }, () => Response.json(overHttp));
	const next = place.frames.next();
	void next.catch(() => {});
	const socket = await place.line(0);
	socket.open();
	const end = async () => {
		stop.abort();
		await place.frames.return();
	};
	return { ...place, socket, end };
}

/** … whose server has answered before. */
async function proven() {
	const place = await connected();
	const first = place.chat.channels.get(channel_id);
	place.socket.answer({ channel: {} });
	await first;
	place.socket.received.length = 0;
	return place;
}

type Chat = Awaited<ReturnType<typeof connected>>["chat"];
const failure = (work: PromiseLike<unknown>) =>
	Promise.resolve(work).then(
		() => undefined,
		(error: unknown) => error,
	);
const moments = () => vi.advanceTimersByTimeAsync(0);

test("R32: a request is sent on the open socket of its workspace, and its answer is the same as over HTTP", async () => {
	const { chat, socket, asked, end } = await connected();
	const page = chat.messages.list(channel_id, { limit: 2 }).then((all) => all);
	expect(socket.acts).toEqual([{ act: 0, name: "listMessages", input: { channel_id, limit: 2 } }]);
	socket.answer({ messages: [], has_older: false });
	expect(await page).toEqual({ messages: [], has_older: false });
	expect(asked).toEqual([]);
	await end();
});

test("R33: a refusal is the same error as over HTTP", async () => {
	const { chat, socket, end } = await proven();
	const refused = failure(chat.channels.delete(channel_id));
	socket.answer({ error: "too much", code: "rate_limited", request_id: "req_1" }, 429, { retry_after: 60 });
	const error = await refused;
	expect(isRequestError(error, "rate_limited")).toBe(true);
	expect(error).toMatchObject({ message: "too much", status: 429, request_id: "req_1", retry_after: 60 });
	await end();
});

test("one who waits for an answer while they handle an event gets it", async () => {
	const { chat, socket, end } = await proven();
	socket.say(2);
	await moments();
	socket.say(3);
	const answer = chat.channels.get(channel_id);
	socket.answer({ channel: { name: "general" } });
	expect(await answer).toEqual({ name: "general" });
	await end();
});

describe("goes over HTTP", () => {
	const send = (chat: Chat, body: string) => chat.messages.create(channel_id, { body });

	test("what another workspace is asked", async () => {
		const { chat, socket, asked, end } = await proven();
		await chat.channels.get(elsewhere);
		expect([socket.acts, asked]).toEqual([[], [`/api/channels/${elsewhere}`]]);
		await end();
	});

	test("what is not for a workspace", async () => {
		const { chat, socket, asked, end } = await proven();
		await chat.workspaces.mine();
		expect([socket.acts, asked]).toEqual([[], ["/api/workspaces"]]);
		await end();
	});

	test("what is too long for one message", async () => {
		const { chat, socket, asked, end } = await proven();
		await send(chat, "ö".repeat(140_000));
		expect([socket.acts, asked.length]).toEqual([[], 1]);
		await end();
	});

	test("what has more values than an act may have", async () => {
		const { chat, socket, asked, end } = await proven();
		const payload = { list: Array.from({ length: 200 }, () => 0) };
		await chat.realtime.publish({ type: "typing.started", workspace_id, channel_id, payload });
		expect([socket.acts, asked.length]).toEqual([[], 1]);
		await end();
	});

	test("what is more than the server runs at once", async () => {
		const { chat, socket, asked, end } = await proven();
		const all = Array.from({ length: 40 }, (_, i) => failure(send(chat, `m${i}`)));
		await moments();
		expect([socket.acts.length, asked.length]).toEqual([32, 8]);
		await end();
		expect((await Promise.all(all)).filter(isConnectionError)).toHaveLength(32);
	});

	test("everything after another has signed in", async () => {
		const { chat, socket, asked, end } = await proven();
		chat.setToken("sst_2");
		await chat.channels.get(channel_id);
		expect([socket.acts, asked.length]).toEqual([[], 1]);
		await end();
	});

	test("what may not be repeated, until the server is known to run acts", async () => {
		const { chat, socket, asked, end } = await connected();
		await chat.messages.edit(message_id, { body: "not twice" });
		expect([socket.acts, asked]).toEqual([[], [`/api/messages/${message_id}`]]);
		await end();
	});
});

describe("R36: when the line is cut before the answer", () => {
	test.each([
		["a read", (chat: Chat) => chat.threads.get(message_id)],
		["a deletion", (chat: Chat) => chat.messages.delete(message_id)],
		["a message with a nonce", (chat: Chat) => chat.messages.create(channel_id, { body: "tea", nonce: "n1" })],
	])("%s is asked again over HTTP", async (_, ask) => {
		const { chat, socket, asked, end } = await proven();
		const answer = ask(chat);
		await moments();
		expect(socket.acts).toHaveLength(1);
		socket.drop(1006);
		expect(await answer).toEqual(overHttp);
		expect(asked).toHaveLength(1);
		await end();
	});

	test("anything else fails, because it may have been done", async () => {
		const { chat, socket, asked, end } = await proven();
		const error = failure(chat.messages.edit(message_id, { body: "not twice" }));
		socket.drop(1006);
		expect(isConnectionError(await error)).toBe(true);
		expect(asked).toEqual([]);
		await end();
	});
});
test("R6: a server that does not know acts closes the socket: nothing is lost, and from then on all goes over HTTP", async () => {
	const { chat, socket, line, asked, end } = await connected();
	const sent = chat.messages.create(channel_id, { body: "tea", nonce: "n1" });
	await moments();
	socket.drop(1003);
	expect((await sent).message).toEqual(overHttp.message);
	const again = await line(1);
	again.open();
	await chat.channels.get(channel_id);
	expect(again.acts).toEqual([]);
	expect(asked.filter((path) => path.includes(channel_id))).toHaveLength(2);
	await end();
});

test("a lost connection that nobody has noticed is found by an act within ten seconds", async () => {
	const { chat, socket, asked, end } = await proven();
	const answer = chat.channels.get(channel_id);
	await vi.advanceTimersByTimeAsync(5_000);
	expect(socket.received.at(-1)).toBe("ping");
	await vi.advanceTimersByTimeAsync(5_000);
	expect(await answer).toEqual(overHttp.channel);
	expect(asked[0]).toBe(`/api/channels/${channel_id}`);
	await end();
});

test("a server that is alive but gives no answer within 30 seconds is asked over HTTP", async () => {
	const { chat, socket, end } = await proven();
	const [read, change] = [chat.channels.get(channel_id), failure(chat.messages.edit(message_id, { body: "x" }))];
	for (let s = 0; s <= 30; s++) {
		socket.babble("pong");
		await vi.advanceTimersByTimeAsync(1_000);
	}
	expect(await read).toEqual(overHttp.channel);
	expect(String(await change)).toMatch(/gave no answer within 30 seconds/);
	await end();
});

test("an aborted request ends with the reason, and its late answer does no harm", async () => {
	const line = new Line("wss://chat.test", []);
	const client = new Client({ baseUrl: "https://chat.test", connect: () => line });
	const stop = new AbortController();
	const frames = new Stream(client, workspace_id, { after: cursor(1), signal: stop.signal }).frames();
	const next = frames.next();
	await moments();
	line.open();
	const abort = new AbortController();
	const route = "GET /api/channels/{channel_id}";
	const read = failure(client.request(route, { path: { channel_id }, signal: abort.signal }));
	await moments();
	abort.abort(new Error("enough"));
	expect(String(await read)).toBe("Error: enough");
	line.answer({ channel: {} });
	line.say(2);
	expect(await next).toMatchObject({ value: [{ cursor: cursor(2) }] });
	const late = failure(client.request(route, { path: { channel_id }, signal: abort.signal }));
	expect(String(await late)).toBe("Error: enough");
	expect(line.acts).toHaveLength(1);
	stop.abort();
	await frames.return();
});
