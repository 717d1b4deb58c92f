// The Worker as it is, with a look at every row of every object, past all that reads them for the product.
import { createHash } from "node:crypto";
import { type DurableObject, env } from "cloudflare:workers";
import type { Actor } from "../../durable-objects/actor.ts";
import { Directory as ShippedDirectory } from "../../durable-objects/directory/directory.ts";
import { tagged } from "../../durable-objects/sql.ts";
import { indexMissing } from "../../durable-objects/workspace/search/indexing.ts";
import { Workspace as ShippedWorkspace } from "../../durable-objects/workspace/workspace.ts";
import { app } from "../../worker/app.ts";

/** The digest of each table's rows, by its name. */
type Tables = Record<string, string>;
/** Of an object since the last look: see rows.ts. */
interface Changes {
	tables: string[];
	planted: string[];
}

const is_planting = (env as { FAULT?: string }).FAULT === "plant";

/** What planted.ts gives for fields that nobody may set. */
const planted = /0p1anted|908070605|2001-02-03T04:05:06|planted-/;

/** A job that goes on failing is not waited for. */
const max_pauses = 100;
const pause_ms = 20;
const rest_ms = 500;
const soon = () => new Date(Date.now() + rest_ms).toISOString();

/** Who was entered since the last look, and whether by an alarm: in no other object can anything have changed. */
const entered = new Map<string, boolean>();

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

/** As much of both classes as is watched. */
type Shipped = DurableObject<Env> & {
	call(actor: Actor, name: string, input: object): ReturnType<ShippedDirectory["call"]>;
	alarm(): Promise<void>;
};
type Class<T> = new (ctx: DurableObjectState, env: Env) => T;

/** Rows that a faulty server leaves behind when it refuses; only once, as a row that is there already is not there twice. */
const left_behind: Record<string, string> = {
	createMagicLink: "INSERT OR IGNORE INTO memberships VALUES ('usr_planted', 'wsp_planted', 'owner')",
	updateChannel: "INSERT OR IGNORE INTO reads VALUES ('usr_planted', 'chn_planted', 1, '', 0)",
};

/** Notes who is in an object, and reads its tables again only when something was written there: each is read whole. */
function watched(Shipped: Class<Shipped>): Class<Shipped & { settle(): Promise<void>; changes(): Promise<Changes> }> {
	return class extends Shipped {
		readonly #name = this.ctx.id.name!;
		readonly #storage = this.ctx.storage;
		#writes: number | undefined;

		override async call(actor: Actor, name: string, input: object): ReturnType<Shipped["call"]> {
			const result = await this.#during(() => super.call(actor, name, input));
			if (is_planting && !result.ok && name in left_behind) this.#storage.sql.exec(left_behind[name]!);
			return result;
		}

		override fetch(request: Request): Promise<Response> {
			return this.#during(async () => super.fetch!(request));
		}

		/** @param info from the runtime; the product's own calls give none */
		override alarm(info?: AlarmInvocationInfo): Promise<void> {
			return this.#during(async () => super.alarm(), info);
		}

		#during<T>(work: () => Promise<T>, info?: AlarmInvocationInfo): Promise<T> {
			const note = () => entered.set(this.#name, info !== undefined || entered.get(this.#name) === true);
			note();
			// again at the end: there may have been a look in between
			return work().finally(note);
		}

		/**
		 * Until what is to be done by the alarm has been done, as far as it can be: what it changes is nobody's fault. A job
		 * that rests between its parts is due again within that.
		 */
		async settle(): Promise<void> {
			const due = "SELECT 1 FROM jobs WHERE due_at <= ?";
			const isDue = () => this.#has("jobs") && this.#storage.sql.exec(due, soon()).toArray().length > 0;
			for (let i = 0; i < max_pauses && isDue(); i++) await new Promise((resolve) => setTimeout(resolve, pause_ms));
		}

		/** Completes the search's index at the end, as a search does: until the next look none has anything to write. */
		async changes(): Promise<Changes> {
			await this.settle();
			// the index writes what it has gathered when that is committed
			await this.#storage.sync();
			const found = this.#changes();
			if (this.#has("search")) while (indexMissing({ sql: tagged(this.#storage.sql) }));
			await this.#storage.sync();
			this.#changes();
			return found;
		}

		#changes(): Changes {
			const { sql } = this.#storage;
			const { writes } = sql.exec<{ writes: number }>("SELECT total_changes() AS writes").one();
			if (writes === this.#writes) return { tables: [], planted: [] };
			this.#writes = writes;
			const [before, now] = [known.get(this.#name) ?? {}, tablesOf(sql)];
			known.set(this.#name, now);
			const changed = Object.keys({ ...before, ...now }).filter((table) => before[table] !== now[table]);
			const planted = changed.filter((table) => isPlanted(now[table]) && !isPlanted(before[table]));
			const named = (table: string) => `${table} of ${this.#name === "directory" ? "the directory" : "a workspace"}`;
			return { tables: changed.map(named), planted: planted.map(named) };
		}

		#has(table: string): boolean {
			return this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = ?", table).toArray().length > 0;
		}
	};
}

export class Directory extends watched(ShippedDirectory) {}
export class Workspace extends watched(ShippedWorkspace) {}

async function look({ WORKSPACE, DIRECTORY }: Env): Promise<Changes & { isByAlarm: boolean }> {
	const stubOf = (name: string) =>
		(name === "directory" ? DIRECTORY : WORKSPACE).getByName(name) as unknown as DurableObjectStub<Workspace>;
	await stubOf("directory").settle();
	const [names, isByAlarm] = [[...entered.keys()], [...entered.values()].includes(true)];
	entered.clear();
	const all = await Promise.all(names.map((name) => stubOf(name).changes()));
	return { tables: all.flatMap(({ tables }) => tables), planted: all.flatMap(({ planted }) => planted), isByAlarm };
}

export default {
	async fetch(request, env, ctx) {
		// not as a URL: it may be none, and what then is for the product to say
		const isLook = request.url.endsWith("/proof/look");
		return isLook ? Response.json(await look(env)) : app.fetch(request, env, ctx);
	},
} satisfies ExportedHandler<Env>;
