import { setTimeout as pause } from "node:timers/promises";
import {
	type ChannelId,
	type WorkspaceId,
	ClickClack,
	type Message,
	type ServerEvent,
	type StreamState,
} from "@clickclack/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Built } from "../server/built.ts";
import { Server, admin_token, build, scratch } from "./server.ts";

const rounds = 20;
/** A server is built and started again and again, on whatever machine. */
const patience_ms = 200_000;
const at_once = 8;

interface Sending {
	body: string;
	nonce: string;
}

/** What somebody sent before the server died. */
interface Talk {
	acknowledged: Message[];
	unanswered: Sending[];
	/** how many requests over HTTP it took */
	posts: number;
}

let built: Built;
let server: Server;
let isUp = true;
/** of all that was sent */
let count = 0;
let chat: ClickClack;
let workspace_id: WorkspaceId;
let channel_id: ChannelId;
const data = scratch();
const received: ServerEvent[] = [];
const listening = new AbortController();
let listener: Promise<void>;

let posts = 0;
let connection = new AbortController();

/** A client that does not try again once its server has died: what was not answered stays unanswered. */
const fetchWhileUp: typeof fetch = (url, init) => {
	if (!isUp) return Promise.resolve(Response.json({ error: "down", code: "gone" }, { status: 410 }));
	if (init?.method === "POST") posts++;
	return fetch(url, init);
};

/** From now on, until the server dies, `chat` acts on a socket. */
async function connect(): Promise<void> {
	connection = new AbortController();
	const { cursor: after } = await chat.workspaces.snapshot(workspace_id);
	const opened = Promise.withResolvers<void>();
	const onState = (state: StreamState) => state === "open" && opened.resolve();
	const events = chat.events(workspace_id, { after, onState, signal: connection.signal });
	void collect(events).catch(opened.reject);
	await opened.promise;
}

const answers = (): boolean => isUp;

async function listen(after: string): Promise<void> {
	const patient = new ClickClack({ baseUrl: server.url, token: chat.token! });
	for await (const event of patient.events(workspace_id, { after, signal: listening.signal })) received.push(event);
}

beforeAll(async () => {
	built = await build("wrangler.toml");
	server = await Server.start(built, data);
	const { admin } = new ClickClack({ baseUrl: server.url, token: admin_token });
	const email = "ada@example.com";
	workspace_id = (await admin.bootstrap({ name: "Ada", email, workspace_name: "Tidepool", channels: ["general"] }))
		.workspace.id;
	chat = new ClickClack({ baseUrl: server.url, fetch: fetchWhileUp });
	await chat.auth.consumeMagicLink((await admin.createMagicLink({ email })).token);
	channel_id = (await chat.channels.list(workspace_id))[0]!.id;
	listener = listen((await chat.workspaces.snapshot(workspace_id)).cursor);
}, patience_ms);

afterAll(async () => {
	listening.abort();
	await listener;
	await server.kill();
});

const isOnSocket = (round: number): boolean => round % 2 === 1;

/** Talks until `enough` messages were acknowledged, then kills the server while the next are on their way. */
async function talk(round: number, enough: number): Promise<Talk> {
	const { acknowledged, unanswered }: Omit<Talk, "posts"> = { acknowledged: [], unanswered: [] };
	if (isOnSocket(round)) await connect();
	posts = 0;
	let crashing: Promise<void> | undefined;
	const speak = async () => {
		while (answers()) {
			const sending = { body: `wave${round} number ${count}`, nonce: `wave-${round}-${count++}` };
			try {
				acknowledged.push((await chat.messages.create(channel_id, sending)).message);
			} catch {
				unanswered.push(sending);
			}
			// answers come together: a moment later all have the next on its way
			if (acknowledged.length >= enough) crashing ??= pause(3).then(crash);
		}
	};
	await Promise.all(Array.from({ length: at_once }, speak));
	await crashing;
	return { acknowledged, unanswered, posts };
}

async function crash(): Promise<void> {
	isUp = false;
	await server.kill();
	connection.abort();
}

async function restart(): Promise<void> {
	server = await Server.start(built, data, Number(new URL(server.url).port));
	isUp = true;
}

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const one of all) found.push(one);
	return found;
}

const bySeq = (a: Message, b: Message) => a.channel_seq! - b.channel_seq!;
const everything = async () => (await collect(chat.messages.list(channel_id, { limit: 200 }))).toSorted(bySeq);

/** Every message.created of the log, in its order. */
async function logged(): Promise<Message[]> {
	const messages: Message[] = [];
	for (let after_cursor: string | undefined = ""; after_cursor !== undefined;) {
		const { events } = await chat.realtime.events({ workspace_id, after_cursor, limit: 500 });
		for (const event of events) if (event.type === "message.created") messages.push(event.payload.message);
		after_cursor = events.at(-1)?.cursor;
	}
	return messages;
}

const ids = (messages: { id: string }[]) => messages.map(({ id }) => id);

describe.each(Array.from({ length: rounds }, (_, round) => round))("crash %i", (round) => {
	let said: Talk;
	let stored: Message[];

	beforeAll(async () => {
		said = { acknowledged: [], unanswered: [], posts: 0 };
		// the odd kill meets a moment in which all has been answered: then once more
		for (let kills = 0; kills < 3 && said.unanswered.length === 0; kills++) {
			const { acknowledged, ...rest } = await talk(round, 20 + ((round * 17) % 40));
			said = { acknowledged: [...said.acknowledged, ...acknowledged], ...rest };
			await restart();
		}
		stored = await everything();
	}, patience_ms);

	test("the server was killed in the middle of sending", () => {
		expect(said.unanswered.length).toBeGreaterThan(0);
	});

	test("R36: every acknowledged message is there as it was acknowledged, in its place", () => {
		expect(said.posts > 0).toBe(!isOnSocket(round));
		for (const message of said.acknowledged) expect(stored[message.channel_seq! - 1]).toEqual(message);
	});

	test("places in the channel are counted without gaps and without repeats", () => {
		expect(stored.map((message) => message.channel_seq)).toEqual(stored.map((_, i) => i + 1));
	});

	test("what was not acknowledged is there once or not at all", () => {
		const bodies = stored.map((message) => message.body);
		expect(new Set(bodies).size).toBe(bodies.length);
		const known = new Set([...said.acknowledged, ...said.unanswered].map((message) => message.body));
		expect(bodies.filter((body) => body.startsWith(`wave${round} `) && !known.has(body))).toEqual([]);
	});

	test("the event log tells each stored message once, in the order of the channel", async () => {
		expect(ids(await logged())).toEqual(ids(stored));
	});

	test("each stored message is found by search and by its nonce", async () => {
		const mine = stored.filter((message) => message.body.startsWith(`wave${round} `));
		const found = await collect(chat.search.messages({ workspace_id, q: `wave${round}`, limit: 50 }));
		expect(ids(found).toSorted()).toEqual(ids(mine).toSorted());
		const byNonce = await Promise.all(mine.map(({ nonce }) => chat.messages.byNonce(workspace_id, nonce!)));
		expect(byNonce).toEqual(mine);
	});

	test("sending again what was not acknowledged makes exactly one of each", async () => {
		await Promise.all(said.unanswered.map((sending) => chat.messages.create(channel_id, sending)));
		const bodies = (await everything()).map((message) => message.body);
		for (const { body } of said.unanswered) expect(bodies.filter((one) => one === body)).toHaveLength(1);
	});
});

test(
	"one who listened through all the crashes has received each message once, in order",
	async () => {
		const stored = await everything();
		const created = () => received.filter((event) => event.type === "message.created");
		await expect.poll(() => created().at(-1)?.payload.message.id, { timeout: patience_ms }).toBe(stored.at(-1)!.id);
		expect(created().map((event) => event.payload.message.id)).toEqual(ids(stored));
	},
	patience_ms,
);
