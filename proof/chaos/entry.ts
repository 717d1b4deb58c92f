// The Worker as it is, with what chaos needs: objects that can be stopped, a look at what is on disk, and faults that
// the checks have to find. Nothing of this is in the product.
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { env } from "cloudflare:workers";
import type { Snapshot, UserId } from "@clickclack/protocol";
import type { Actor } from "../../durable-objects/actor.ts";
import { Directory as ShippedDirectory } from "../../durable-objects/directory/directory.ts";
import type { Socket } from "../../durable-objects/workspace/realtime/socket.ts";
import { entryOf } from "../../durable-objects/workspace/events/entries.ts";
import { type StoredMessage, toMessageRow } from "../../durable-objects/workspace/messages/row.ts";
import { Sockets } from "../../durable-objects/workspace/realtime/sockets.ts";
import { Workspace as Shipped } from "../../durable-objects/workspace/workspace.ts";
import { app } from "../../worker/app.ts";

/** How often a faulty server fails: once in so many events that it delivers, or messages that it takes. */
const [events_between, sendings_between] = [1_000, 100];

const faults = new Set(((env as { FAULT?: string }).FAULT ?? "").split(","));
// what stopping an object breaks is no news
const { error } = console;
console.error = (...said) => String(said[0]).includes('"message":"chaos"') || error(...said);

let woken = 0;
let [delivered, sent] = [0, 0];

type Frame = Parameters<Sockets["send"]>[1];

/** An element of a frame, as far as it matters here. */
interface Element {
	/** absent from lists of authors */
	cursor?: string;
	message?: { author_id: UserId; quoted_author_id?: UserId; forwarded?: { author_id: UserId } };
}
type Durable = Element & { cursor: string };

function unpack(frame: Frame): Element[] {
	const text = typeof frame === "string" ? frame : inflateRawSync(frame).toString();
	return [JSON.parse(text) as Element | Element[]].flat();
}

const pack = (elements: Element[], like: Frame): Frame =>
	typeof like === "string" ? JSON.stringify(elements) : deflateRawSync(JSON.stringify(elements));

const isDurable = (element: Element): element is Durable => Boolean(element.cursor);
/** what went out last, to anybody, by its form */
const recent = { whole: [] as Durable[], lean: [] as Durable[] };
const isReadable = ({ message }: Durable, { known }: Socket): boolean =>
	!message ||
	[message.author_id, message.quoted_author_id, message.forwarded?.author_id].every(
		(author_id) => author_id === undefined || known.has(author_id),
	);
const cursors = new WeakMap<Socket, string>();

/** The frames that a faulty server makes of one; undefined where it cannot do its fault. */
const mangle: Record<string, (events: Durable[], socket: Socket) => Durable[][] | undefined> = {
	lose: ([, ...others]) => [others],
	double: (events) => [events, events],
	reorder: ([first, second, ...others]) => (first && second ? [[second, first, ...others]] : undefined),
	leak: (events, socket) => {
		// something that went to others in between, and not to this socket
		const [from, to] = [cursors.get(socket) ?? "~", events.at(-1)!.cursor];
		const isOther = ({ cursor }: Durable) => !events.some((event) => event.cursor === cursor);
		const others = recent[socket.events].filter((event) => isOther(event) && isReadable(event, socket));
		const secret = others.find(({ cursor }) => cursor > from && cursor < to);
		return secret && [[...events, secret].toSorted((a, b) => (a.cursor < b.cursor ? -1 : 1))];
	},
};

// oxlint-disable-next-line typescript/unbound-method -- called with their own `this` below
const { send, close } = Sockets.prototype;
const [mangled] = Object.entries(mangle).flatMap(([name, wrong]) => (faults.has(name) ? wrong : []));
if (mangled)
	Sockets.prototype.send = function (socket, frame) {
		if (typeof frame === "string" && frame.startsWith('{"answer":')) return send.call(this, socket, frame);
		const elements = unpack(frame);
		const events = elements.filter(isDurable);
		delivered += events.length;
		const wrong = delivered >= events_between && events.length > 0 ? mangled(events, socket) : undefined;
		if (wrong) delivered = 0;
		const sent_before = recent[socket.events];
		sent_before.push(...events);
		sent_before.splice(0, sent_before.length - 200);
		cursors.set(socket, events.at(-1)?.cursor ?? cursors.get(socket) ?? "");
		const authors = elements.filter((element) => "users" in element);
		for (const one of wrong?.map((part) => pack([...authors, ...part], frame)) ?? [frame]) send.call(this, socket, one);
	};
if (faults.has("linger"))
	Sockets.prototype.close = function (socket, code, reason) {
		if (code !== 1008) close.call(this, socket, code, reason);
	};

export class Directory extends ShippedDirectory {
	stop(): void {
		this.ctx.abort("chaos");
	}
}

/** How many entries of the log are looked at together. */
const looked_at = 5_000;

/** What was said in a deleted channel is erased, from the log too; those who received it are looked up here. */
const keep_erased = `
	CREATE TABLE IF NOT EXISTS erased AS SELECT * FROM message_rows WHERE false;
	CREATE TRIGGER IF NOT EXISTS keep_erased BEFORE DELETE ON messages
	BEGIN INSERT INTO erased SELECT * FROM message_rows WHERE num = OLD.num; END`;

export class Workspace extends Shipped {
	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		woken++;
	}

	override async call(actor: Actor, name: string, input: object): ReturnType<Shipped["call"]> {
		const result = await super.call(actor, name, input);
		if (name === "initialize") this.ctx.storage.sql.exec(keep_erased);
		if (!result.ok) return result;
		if (faults.has("miscount") && name === "getSnapshot")
			for (const channel of (result.value as Snapshot).channels) channel.unread_count++;
		if (name === "createMessage" && ++sent % sendings_between === 0) await this.#spoil(actor, input);
		return result;
	}

	async #spoil(actor: Actor, input: object): Promise<void> {
		const { sql } = this.ctx.storage;
		// the newest but one: what comes after the newest would be indexed again
		if (faults.has("unindex"))
			sql.exec("DELETE FROM search WHERE rowid = (SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1 OFFSET 1)");
		if (faults.has("forget")) sql.exec("DELETE FROM events WHERE num = (SELECT max(num) FROM events)");
		if (faults.has("twice")) await super.call(actor, "createMessage", { ...input, nonce: undefined });
	}

	stop(): void {
		this.ctx.abort("chaos");
	}

	/** The log and the conversations as they are on disk, deleted ones among them, past everything that reads them for the product. */
	disk(after: number): object {
		const { sql } = this.ctx.storage;
		const rows = (from: string) =>
			sql.exec(`SELECT * FROM ${from} WHERE num > ? ORDER BY num LIMIT ${looked_at}`, after).toArray() as unknown[];
		const changes = rows("events") as ({ num: number; ids_json: string } & object)[];
		const messages = rows("(SELECT * FROM message_rows UNION ALL SELECT * FROM erased)") as StoredMessage[];
		const entries = [
			...changes.map((change) => ({ ...change, ids: JSON.parse(change.ids_json) as object })),
			...messages.map((message) => entryOf(toMessageRow(this.ctx.id.name!, message))),
		];
		return {
			events: entries.toSorted((a, b) => a.num - b.num).slice(0, looked_at),
			channels: sql
				.exec(
					`SELECT id, kind, (
						SELECT json_group_array(user_id) FROM conversation_members WHERE conversation_id = id
					) AS members_json FROM conversations`,
				)
				.toArray(),
		};
	}
}

/** The runtime has this for tests; a bundler that could read its name would look for a file. False for one too busy. */
async function isPutToSleep(workspace: object): Promise<boolean> {
	const { default: unsafe } = await import(["workerd", "unsafe"].join(":"));
	return await unsafe.evict(workspace, { webSockets: "hibernate" }).then(
		() => true,
		() => false,
	);
}

async function side({ pathname, searchParams }: URL, { WORKSPACE, DIRECTORY }: Env): Promise<unknown> {
	const tag = searchParams.get("tag");
	const workspace = WORKSPACE.getByName(tag ?? "") as unknown as DurableObjectStub<Workspace>;
	const directory = DIRECTORY.getByName("directory") as unknown as DurableObjectStub<Directory>;
	switch (pathname) {
		case "/chaos/woken":
			return woken;
		case "/chaos/disk":
			return await workspace.disk(Number(searchParams.get("after")));
		case "/chaos/sleep":
			return await isPutToSleep(workspace);
		default:
			// stopping an object breaks the call that asks for it
			return await (tag === null ? directory : workspace).stop().catch(() => {});
	}
}

export default {
	async fetch(request, env, ctx) {
		const url = new URL(request.url);
		return url.pathname.startsWith("/chaos/")
			? Response.json((await side(url, env)) ?? null)
			: app.fetch(request, env, ctx);
	},
} satisfies ExportedHandler<Env>;
