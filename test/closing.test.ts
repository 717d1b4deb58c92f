import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { readConfiguration } from "@clickclack/protocol";
import { type WorkspaceId, ClickClack, isRequestError } from "@clickclack/sdk";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { CloseDetector } from "../server/frames.ts";
import { Listener } from "../server/listener.ts";

/* A client of Node that the server closes learns of it at once, though the local runtime keeps such a connection for ten seconds. */
const { CLICKCLACK_TEST_SERVER: server = "", CLICKCLACK_TEST_ADMIN_TOKEN: operator = "" } = process.env;
const port = 8_944;
const at_once_ms = 1_000;
const listener = new Listener({ url: new URL(server), key: "" }, readConfiguration({ PORT: String(port) }));
const { admin } = new ClickClack({ baseUrl: server, token: operator });
const email = "closing@example.com";
let workspace_id: WorkspaceId;

beforeAll(async () => {
	await listener.listen();
	await admin.createUser({ name: "Ada", email });
	({ id: workspace_id } = await (await signIn()).workspaces.create({ name: "Closing" }));
});
afterAll(() => listener.close());

async function signIn(): Promise<ClickClack> {
	const chat = new ClickClack({ baseUrl: server });
	await chat.auth.consumeMagicLink((await admin.createMagicLink({ email })).token);
	return chat;
}

const pathFrom = (cursor: string) => `/api/realtime/ws?workspace_id=${workspace_id}&after_cursor=${cursor}`;
const tail = async (chat: ClickClack) => (await chat.workspaces.snapshot(workspace_id)).cursor;

/** How long something takes, in ms. */
async function duration(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

interface Line {
	open: Promise<unknown>;
	closed: Promise<{ code: number; reason: string }>;
}

/** The runtime's own WebSocket. */
function socketOf(chat: ClickClack, cursor: string): Line {
	const socket = new WebSocket(`ws://127.0.0.1:${port}${pathFrom(cursor)}`, [`clickclack.bearer.${chat.token}`]);
	return { open: once(socket, "open"), closed: once(socket, "close").then(([event]) => event as CloseEvent) };
}

/** A bare connection, whose other end answers no close frame. */
function connectionOf(chat: ClickClack, cursor: string): Line {
	const socket: Socket = connect(port, "127.0.0.1");
	onTestFinished(() => void socket.destroy());
	const headers = {
		Host: `127.0.0.1:${port}`,
		Connection: "Upgrade",
		Upgrade: "websocket",
		"Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
		Authorization: `Bearer ${chat.token}`,
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(`GET ${pathFrom(cursor)} HTTP/1.1\r\n${lines.join("")}\r\n`);
	let came = Buffer.alloc(0);
	socket.on("data", (data: Buffer) => (came = Buffer.concat([came, data])));
	const closed = once(socket, "end").then(() => {
		const frame = came.subarray(came.lastIndexOf(0x88));
		return { code: frame.readUInt16BE(2), reason: frame.subarray(4).toString() };
	});
	return { open: once(socket, "data"), closed };
}

const clients = [
	["the WebSocket of Node", socketOf],
	["a bare connection", connectionOf],
] as const;

test.each(clients)("R23: %s learns at once, and why, that its session was revoked", async (_, dial) => {
	const chat = await signIn();
	const { open, closed } = dial(chat, await tail(chat));
	await open;
	await chat.auth.logout();
	expect(await duration(() => closed)).toBeLessThan(at_once_ms);
	expect(await closed).toMatchObject({ code: 1008, reason: "session revoked" });
});

test.each(clients)("R22: %s learns at once, and why, that it has to resync", async (_, dial) => {
	const { closed } = dial(await signIn(), "unknown");
	expect(await duration(() => closed)).toBeLessThan(at_once_ms);
	expect(await closed).toMatchObject({ code: 4001, reason: "realtime replay limit exceeded; resync required" });
});

/** Listens until it is told to resync, or let in no more. */
async function listen(chat: ClickClack, after: string, onOpen: () => void): Promise<unknown> {
	const stop = new AbortController();
	const resync = async () => {
		stop.abort("resync");
		return after;
	};
	const onState = (state: string) => state === "open" && onOpen();
	try {
		for await (const _ of chat.events(workspace_id, { after, resync, onState, signal: stop.signal }));
		return stop.signal.reason;
	} catch (error) {
		return error;
	}
}

test("R22, R23: the SDK learns of both soon, with no listener between", async () => {
	const chat = await signIn();
	// it dials again before it resyncs
	expect(await duration(() => listen(chat, "unknown", () => {}))).toBeLessThan(2 * at_once_ms);
	const opened = Promise.withResolvers<void>();
	const ended = listen(chat, await tail(chat), opened.resolve);
	await opened.promise;
	await chat.auth.logout();
	expect(await duration(() => ended)).toBeLessThan(at_once_ms);
	expect(isRequestError(await ended, "unauthorized")).toBe(true);
});

test("a close frame that comes in pieces has passed when its last byte has", () => {
	const frame = Buffer.from([0x81, 0x02, 0x68, 0x69, 0x88, 0x04, 0x03, 0xf0, 0x62, 0x79]);
	for (let cut = 1; cut < frame.length; cut++) {
		const closing = new CloseDetector();
		expect(closing.endsIn(frame.subarray(0, cut))).toBe(false);
		expect(closing.endsIn(frame.subarray(cut))).toBe(true);
		expect(closing.endsIn(Buffer.from([0]))).toBe(false);
	}
	expect(new CloseDetector().endsIn(frame)).toBe(true);
});
