// The Worker as it is, with a look at every row of every object, past all that reads them for the product.
import { createHash } from "node:crypto";
import { env } from "cloudflare:workers";
import type { Actor } from "../../durable-objects/actor.ts";
import { Directory as ShippedDirectory } from "../../durable-objects/directory/directory.ts";
import { tagged } from "../../durable-objects/sql.ts";
import { completeIndex } from "../../durable-objects/workspace/search/indexing.ts";
import { Workspace as ShippedWorkspace } from "../../durable-objects/workspace/workspace.ts";
import { app } from "../../worker/app.ts";

/** What a look answers: see rows.ts. */
interface Changes {
	tables: string[];
	planted: string[];
	isByAlarm: boolean;
}

/** The digest of each table's rows, by its name. */
type Tables = Record<string, string>;

const is_planting = (env as { FAULT?: string }).FAULT === "plant";

/** What planted.ts gives for fields that nobody may set. */
const planted = /0p1anted|908070605|2001-02-03T04:05:06|planted-/;

/** A job that goes on failing is not waited for. */
const max_pauses = 100;
const pause_ms = 20;
const rest_ms = 500;

/** The objects that somebody was in since the last look: in no other can anything have changed. */
const entered = new Set<string>();
/** Those that did something because their alarm rang. */
const rang = new Set<string>();

const legible = (_: string, value: unknown): unknown =>
	value instanceof ArrayBuffer ? Buffer.from(value).toString("base64") : value;

/** Nor may a workspace come to have two owners, or a bot. */
const owners_and_bots = "SELECT count(*) AS n FROM members WHERE role = 'owner' AND left_at IS NULL OR kind = 'bot'";
const hasIntruder = (sql: SqlStorage, name: string): boolean =>
	name === "members" && sql.exec<{ n: number }>(owners_and_bots).one().n > 1;

function digest(sql: SqlStorage, name: string): string {
	const hash = createHash("sha256");
	let isPlanted = hasIntruder(sql, name);
	for (const row of sql.exec(`SELECT * FROM "${name}"`).raw()) {
		const text = JSON.stringify(row, legible);
		isPlanted ||= planted.test(text);
		hash.update(text);
	}
	return `${hash.digest("base64")}${isPlanted ? " planted" : ""}`;
}

/** Every table, those of the search among them, but for what the runtime keeps for itself: when an alarm is to ring. */
function tablesOf(sql: SqlStorage): Tables {
	const names = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
	const own = names.filter(({ name }) => !name.startsWith("_cf_") && !name.startsWith("sqlite_"));
	return Object.fromEntries(own.map(({ name }) => [name, digest(sql, name)]));
}

/** Each object as it was left by the last look. */
const known = new Map<string, Tables>();
const isPlanted = (digest = ""): boolean => digest.endsWith("planted");

/** Notes who is in an object, and reads its tables again only when something was written there: each is read whole. */
class Watch {
	readonly #name: string;
	readonly #sql: SqlStorage;
	#tables: Tables = {};
	#writes: number | undefined;

	constructor({ id, storage }: DurableObjectState) {
		this.#name = id.name!;
		this.#sql = storage.sql;
	}

	/** @param info from the runtime; the product's own calls of `alarm` give none */
	during<T>(work: () => Promise<T>, info?: AlarmInvocationInfo): Promise<T> {
		const note = () => {
			entered.add(this.#name);
			if (info) rang.add(this.#name);
		};
		note();
		// again at the end: there may have been a look in between
		return work().finally(note);
	}

	/** Since the last look. */
	changes(): Omit<Changes, "isByAlarm"> {
		const { writes } = this.#sql.exec<{ writes: number }>("SELECT total_changes() AS writes").one();
		if (writes !== this.#writes) this.#tables = tablesOf(this.#sql);
		this.#writes = writes;
		const [before, now] = [known.get(this.#name) ?? {}, this.#tables];
		known.set(this.#name, now);
		const changed = Object.keys({ ...before, ...now }).filter((table) => before[table] !== now[table]);
		const planted = changed.filter((table) => isPlanted(now[table]) && !isPlanted(before[table]));
		const named = (table: string) => `${table} of ${this.#name === "directory" ? "the directory" : "a workspace"}`;
		return { tables: changed.map(named), planted: planted.map(named) };
	}
}

/**
 * Until what is to be done by the alarm has been done, as far as it can be: what it changes is nobody's fault. A job that
 * rests between its parts is due again within that.
 */
async function settled(storage: SqlStorage): Promise<void> {
	const sql = tagged(storage);
	const soon = () => new Date(Date.now() + rest_ms).toISOString();
	const isDue = () =>
		sql`SELECT 1 FROM sqlite_master WHERE name = 'jobs'`.length > 0 &&
		sql`SELECT 1 FROM jobs WHERE due_at <= ${soon()}`.length > 0;
	for (let i = 0; i < max_pauses && isDue(); i++) await new Promise((resolve) => setTimeout(resolve, pause_ms));
}

export class Directory extends ShippedDirectory {
	readonly #watch = new Watch(this.ctx);

	override async call(actor: Actor, name: string, input: object): ReturnType<ShippedDirectory["call"]> {
		const result = await this.#watch.during(() => super.call(actor, name, input));
		// only the first time, as a row that is there already is not there twice
		if (is_planting && !result.ok && name === "createMagicLink")
			this.ctx.storage.sql.exec("INSERT OR IGNORE INTO memberships VALUES ('usr_planted', 'wsp_planted', 'owner')");
		return result;
	}

	override alarm(info?: AlarmInvocationInfo): Promise<void> {
		return this.#watch.during(() => super.alarm(), info);
	}

	changes(): ReturnType<Watch["changes"]> {
		return this.#watch.changes();
	}

	async settle(): Promise<void> {
		await settled(this.ctx.storage.sql);
	}
}

export class Workspace extends ShippedWorkspace {
	readonly #watch = new Watch(this.ctx);

	async settle(): Promise<void> {
		await settled(this.ctx.storage.sql);
	}

	override async call(actor: Actor, name: string, input: object): ReturnType<ShippedWorkspace["call"]> {
		const result = await this.#watch.during(() => super.call(actor, name, input));
		if (is_planting && !result.ok && name === "updateChannel")
			this.ctx.storage.sql.exec("INSERT OR IGNORE INTO reads VALUES ('usr_planted', 'chn_planted', 1, '')");
		return result;
	}

	override fetch(request: Request): Promise<Response> {
		return this.#watch.during(() => super.fetch(request));
	}

	override alarm(info?: AlarmInvocationInfo): Promise<void> {
		return this.#watch.during(() => super.alarm(), info);
	}

	/** Completes the index at the end, as a search does: until the next look none has anything to write. */
	async changes(): Promise<ReturnType<Watch["changes"]>> {
		const { storage } = this.ctx;
		const sql = tagged(storage.sql);
		// the index writes what it has gathered when that is committed
		await storage.sync();
		const found = this.#watch.changes();
		if (sql`SELECT 1 FROM sqlite_master WHERE name = 'search'`.length > 0) completeIndex({ sql });
		await storage.sync();
		this.#watch.changes();
		return found;
	}
}

async function look({ WORKSPACE, DIRECTORY }: Env): Promise<Changes> {
	type Stub = DurableObjectStub<Workspace>;
	const stubOf = (name: string) => (name === "directory" ? DIRECTORY : WORKSPACE).getByName(name) as unknown as Stub;
	await stubOf("directory").settle();
	const [names, isByAlarm] = [[...entered], rang.size > 0];
	entered.clear();
	rang.clear();
	const all = await Promise.all(
		names.map(async (name) => {
			await stubOf(name).settle();
			return await stubOf(name).changes();
		}),
	);
	return { tables: all.flatMap(({ tables }) => tables), planted: all.flatMap(({ planted }) => planted), isByAlarm };
}

export default {
	async fetch(request, env, ctx) {
		// not as a URL: it may be none, and what then is for the product to say
		const isLook = request.url.endsWith("/proof/look");
		return isLook ? Response.json(await look(env)) : app.fetch(request, env, ctx);
	},
} satisfies ExportedHandler<Env>;
