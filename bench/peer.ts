// What people write themselves: a chat server of Express, ws and SQLite, in one process, with one commit a message.
// `node bench/peer.ts <folder>`; tells its parent process the address.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import express, { type ErrorRequestHandler } from "express";
import jwt from "jsonwebtoken";
import { WebSocketServer } from "ws";

const general = 1;
const longest_text = 16_384;

// FULL: the log of each commit is on the disk before the commit returns
const database = new DatabaseSync(join(process.argv[2]!, "chat.db"));
database.exec(`
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
	CREATE TABLE channels (id INTEGER PRIMARY KEY, name TEXT NOT NULL, last_seq INTEGER NOT NULL DEFAULT 0);
	CREATE TABLE members (channel_id INTEGER, user_id INTEGER, PRIMARY KEY (channel_id, user_id)) WITHOUT ROWID;
	CREATE TABLE messages (
		id INTEGER PRIMARY KEY,
		channel_id INTEGER NOT NULL,
		channel_seq INTEGER NOT NULL,
		author_id INTEGER NOT NULL,
		body TEXT NOT NULL,
		created_at TEXT NOT NULL,
		UNIQUE (channel_id, channel_seq)
	);
	CREATE VIRTUAL TABLE messages_search USING fts5 (body, content = 'messages', content_rowid = 'id');
	CREATE TRIGGER messages_are_found AFTER INSERT ON messages BEGIN
		INSERT INTO messages_search (rowid, body) VALUES (new.id, new.body);
	END;
	INSERT INTO channels (id, name) VALUES (${general}, 'general');
`);

const begin = database.prepare("BEGIN IMMEDIATE");
const commit = database.prepare("COMMIT");
const rollback = database.prepare("ROLLBACK");
const addUser = database.prepare("INSERT INTO users (name) VALUES (?)");
const addMember = database.prepare("INSERT INTO members (channel_id, user_id) VALUES (?, ?)");
const member = "SELECT id, name FROM users JOIN members ON user_id = id WHERE channel_id = ? AND user_id = ?";
const findMember = database.prepare(member);
const channelsOf = database.prepare("SELECT channel_id FROM members WHERE user_id = ?");
const nextSeq = database.prepare("UPDATE channels SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq");
const addMessage = database.prepare(
	"INSERT INTO messages (channel_id, channel_seq, author_id, body, created_at) VALUES (?, ?, ?, ?, ?)",
);

function transaction<Result>(run: () => Result): Result {
	begin.run();
	try {
		const result = run();
		commit.run();
		return result;
	} catch (error) {
		rollback.run();
		throw error;
	}
}

const refused = (status: number, message: string): Error => Object.assign(new Error(message), { status });

const secret = randomBytes(32);

/** @returns the id of the person who sent the header */
function userOf(authorization = ""): number {
	try {
		const claims = jwt.verify(authorization.replace(/^Bearer /, ""), secret, { algorithms: ["HS256"] });
		return Number(claims.sub);
	} catch {
		throw refused(401, "authentication required");
	}
}

const textOf = (given: unknown): string => {
	if (typeof given !== "string" || given === "" || given.length > longest_text)
		throw refused(400, `a text of 1 to ${longest_text} characters is missing`);
	return given;
};

const sockets = new Map<number, Set<WebSocket>>();

function subscribe(socket: WebSocket, user_id: number): void {
	for (const { channel_id } of channelsOf.all(user_id)) {
		const others = sockets.get(Number(channel_id)) ?? new Set();
		sockets.set(Number(channel_id), others.add(socket));
		socket.addEventListener("close", () => others.delete(socket));
	}
}

function publish(channel_id: number, event: object): void {
	const text = JSON.stringify(event);
	for (const socket of sockets.get(channel_id) ?? []) socket.send(text);
}

const app = express().disable("x-powered-by").disable("etag").use(express.json());

/** Everybody who signs up is in #general. */
app.post("/signup", (request, response) => {
	const name = textOf((request.body as { name?: unknown }).name);
	const id = transaction(() => {
		const { lastInsertRowid } = addUser.run(name);
		addMember.run(general, lastInsertRowid);
		return lastInsertRowid;
	});
	response.status(201).json({ channel_id: general, token: jwt.sign({ sub: String(id) }, secret) });
});

app.post("/channels/:id/messages", (request, response) => {
	const channel_id = Number(request.params.id);
	const author = findMember.get(channel_id, userOf(request.headers.authorization));
	if (!author) throw refused(403, "you are not a member of this channel");
	const body = textOf((request.body as { body?: unknown }).body);
	const created_at = new Date().toISOString();
	const message = transaction(() => {
		const channel_seq = nextSeq.get(channel_id)!.last_seq!;
		const id = addMessage.run(channel_id, channel_seq, author.id!, body, created_at).lastInsertRowid;
		return { id, channel_id, channel_seq, author, body, created_at };
	});
	response.status(201).json({ message });
	publish(channel_id, { type: "message.created", message });
});

const refuse: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, _next) => {
	response.status(error.status ?? 500).json({ error: error.message });
};
app.use(refuse);

const server = createServer(app);
const upgrades = new WebSocketServer({ noServer: true });
server.on("upgrade", (request, stream, head) => {
	try {
		const user_id = userOf(request.headers.authorization);
		upgrades.handleUpgrade(request, stream, head, (socket) => subscribe(socket, user_id));
	} catch {
		stream.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
	}
});
// longer than whatever stands in front of it keeps a connection open
server.keepAliveTimeout = 65_000;
const host = "127.0.0.1";
server.listen(0, host, () => process.send?.(`http://${host}:${(server.address() as AddressInfo).port}`));
process.on("disconnect", () => process.exit());
