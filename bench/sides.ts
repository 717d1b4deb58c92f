import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ClickClack, type UserId, type WorkspaceId } from "@clickclack/sdk";
import { max_acts } from "@clickclack/protocol";
import type { Built } from "../server/built.ts";
import { Server, admin_token, failure, scratch } from "../test/server.ts";
import { ActSocket } from "./act-socket.ts";
import { Connection, listen } from "./connection.ts";

/** One of those that are compared; all are used by the same code. */
export interface Side {
	server: Pick<Server, "url" | "kill">;
	/** Sends the message `body`. @returns its place in the channel, counted from 1 */
	send: (connection: Connection, body: string) => Promise<number>;
	/** For messages that are not sent over HTTP: how the nth of those who speak at once does so */
	speaker?: (nth: number) => Promise<Speaker>;
	/** Opens the socket of person `index`, for what is said after `cursor`; see `listen` */
	receive: (index: number, cursor: string, received: (seq: number) => void) => Promise<() => void>;
	/** Where the log ends now. */
	cursor: () => Promise<string>;
}

/** One whose Workers run under miniflare. */
export interface WorkersSide extends Side {
	server: Server;
}

export interface Speaker {
	/** @returns the message's place in the channel */
	say: (body: string) => Promise<number>;
}

const seqOf = (answer: string): number => Number(/"channel_seq":(\d+)/.exec(answer)![1]);

export async function startFloor(built: Built): Promise<WorkersSide> {
	const server = await Server.start(built, scratch());
	return {
		server,
		send: async (connection, body) => seqOf(await connection.post("/", "", body)),
		receive: (_index, _cursor, received) => listen(server.url, "", received),
		cursor: async () => "",
	};
}

/** A channel with `crowd` people, of whom the first speaks. */
export async function startPeer(crowd: number): Promise<Side> {
	const child = fork(join(import.meta.dirname, "peer.ts"), [scratch()]);
	const [url] = (await Promise.race([once(child, "message"), failure(child)])) as [string];
	const people: Account[] = [];
	while (people.length < crowd) people.push(await signUp(url, `Person ${people.length}`));
	const [speaker] = people as [Account];
	const path = `/channels/${speaker.channel_id}/messages`;
	const headers = `${credential(speaker)}content-type: application/json\r\n`;
	return {
		server: {
			url,
			kill: async () => {
				const ended = once(child, "exit");
				child.kill("SIGKILL");
				await ended;
			},
		},
		send: async (connection, body) => seqOf(await connection.post(path, headers, JSON.stringify({ body }))),
		receive: (index, _cursor, received) => listen(url, credential(people[index]!), received),
		cursor: async () => "",
	};
}

interface Account {
	token: string;
	channel_id: number;
}

async function signUp(url: string, name: string): Promise<Account> {
	const headers = { "content-type": "application/json" };
	const answer = await fetch(`${url}/signup`, { method: "POST", headers, body: JSON.stringify({ name }) });
	return (await answer.json()) as Account;
}

const credential = ({ token }: Account): string => `authorization: Bearer ${token}\r\n`;

export type Frames = "single" | "batch" | "compressed";

export interface Product extends WorkersSide {
	/** How the sockets that are opened from now on want their events. */
	wantFrames: (frames: Frames) => void;
	/** The same, sending on sockets: as many as are needed for what one may have in flight */
	onSockets: () => Product & { close: () => void };
}

/** A workspace with `crowd` people in one channel, of whom the first speaks. */
export async function startProduct(built: Built, crowd: number): Promise<Product> {
	const server = await Server.start(built, scratch());
	const { admin } = new ClickClack({ baseUrl: server.url, token: admin_token });
	const email = "ada@example.com";
	const { user, workspace } = await admin.bootstrap({
		name: "Ada",
		email,
		workspace_name: "Tidepool",
		channels: ["general"],
	});
	const people = [user.id];
	while (people.length < crowd) people.push(await admit(admin, people.length, workspace.id));
	const ada = new ClickClack({ baseUrl: server.url });
	await ada.auth.consumeMagicLink((await admin.createMagicLink({ email })).token);
	const [general] = await ada.channels.list(workspace.id);
	const path = `/api/channels/${general!.id}/messages`;
	const headers = `authorization: Bearer ${ada.token}\r\ncontent-type: application/json\r\n`;
	let count = 0;
	let frames: Frames = "compressed";
	const product: Product = {
		server,
		wantFrames: (wanted) => void (frames = wanted),
		send: async (connection, body) =>
			seqOf(await connection.post(path, headers, JSON.stringify({ body, nonce: `n${count++}` }))),
		onSockets: () => {
			const sockets: Promise<ActSocket>[] = [];
			const open = async () => {
				const query = {
					workspace_id: workspace.id,
					after_cursor: await product.cursor(),
					frames: "batch",
					events: "lean",
				};
				return ActSocket.open(`${server.url}/api/realtime/ws?${new URLSearchParams(query)}`, headers);
			};
			const speaker = async (nth: number) => {
				const socket = await (sockets[Math.floor(nth / max_acts)] ??= open());
				const inputOf = (body: string) => JSON.stringify({ channel_id: general!.id, body, nonce: `n${count++}` });
				return { say: (body: string) => socket.send(inputOf(body)) };
			};
			const close = () => sockets.forEach((socket) => void socket.then((one) => one.close()));
			return { ...product, speaker, close };
		},
		cursor: async () => (await ada.workspaces.snapshot(workspace.id)).cursor,
		receive: async (index, after_cursor, received) => {
			const query = new URLSearchParams({ workspace_id: workspace.id, after_cursor, frames, events: "lean" });
			return await listen(
				`${server.url}/api/realtime/ws?${query}`,
				`x-clickclack-user: ${people[index]}\r\n`,
				received,
			);
		},
	};
	return product;
}

async function admit(admin: ClickClack["admin"], index: number, workspace_id: WorkspaceId): Promise<UserId> {
	const who = { name: `Person ${index}`, email: `person-${index}@example.com`, workspace_id, role: "member" as const };
	return (await admin.createUser(who)).id;
}
