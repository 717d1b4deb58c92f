import { DurableObject } from "cloudflare:workers";
import { type Outcome, outcome, tagOf } from "@clickclack/protocol";
import { type DrizzleSqliteDODatabase, drizzle } from "drizzle-orm/durable-sqlite";
import { directoryMigrations } from "../../migrations/directory/index.ts";
import { addJob, drainJobs, isWaiting, nextDue } from "../jobs.ts";
import { migrate } from "../migrate.ts";
import { Pace } from "../pace.ts";
import { type Sql, tagged } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { as } from "../workspace/as.ts";
import { doers } from "./errands.ts";
import { acts, commands, promises } from "./index.ts";
import type { Act, Transaction } from "./transaction.ts";

/** An alarm this far behind a job that is being tried at once: it rings only if we die in between. */
const safety_ms = 5_000;

/** Who exists, and where. One object for the whole server; nothing about a single message passes through it. */
export class Directory extends DurableObject<Env> {
	#sql: Sql;
	#db: DrizzleSqliteDODatabase;
	readonly #pace = new Pace();

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		migrate(ctx.storage, directoryMigrations);
		this.#sql = tagged(ctx.storage.sql);
		this.#db = drizzle(ctx.storage);
	}

	/** Runs a command or an act of index.ts. */
	async call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		const [done] = await Promise.allSettled([this.#run(actor, name, input)]);
		if (this.#isDue()) await this.#runErrands(actor);
		return outcome(() => {
			if (done.status === "rejected") throw done.reason;
			if (name in promises) this.#act(actor).write(promises[name as keyof typeof promises]);
			return done.value;
		});
	}

	override async alarm(): Promise<void> {
		await this.#drain();
	}

	async #run(actor: Actor, name: string, input: object): Promise<unknown> {
		this.#pace.count(actor, name);
		const act = this.#act(actor);
		if (name in acts) return acts[name as keyof typeof acts](act, input as never);
		return act.write((tx) => commands[name as keyof typeof commands](tx, input as never));
	}

	#act(actor: Actor): Act {
		return {
			actor,
			write: (work) => this.ctx.storage.transactionSync(() => work(this.#transaction(actor))),
			workspace: (id, as_actor, locationHint) =>
				as(this.env.WORKSPACE.getByName(tagOf(id) ?? id, { locationHint }), as_actor),
		};
	}

	#transaction(actor: Actor): Transaction {
		const now = new Date().toISOString();
		const later: Transaction["later"] = ({ kind, ...payload }, wait_ms = 0) => {
			addJob(this.#sql, new Date(Date.parse(now) + wait_ms).toISOString(), kind, payload);
			if (wait_ms > 0) void this.ctx.storage.setAlarm(nextDue(this.#sql)!);
		};
		return { db: this.#db, now, actor, later, isWaiting: (kind, id) => isWaiting(this.#sql, kind, id) };
	}

	#isDue(): boolean {
		const due = nextDue(this.#sql);
		return due !== undefined && due <= Date.now();
	}

	/*
	 * The caller waits for what it set off: who has signed out is signed out everywhere when they are told so. A
	 * workspace does not wait, for it is itself what an act or an errand of ours is waiting for.
	 */
	async #runErrands(actor: Actor): Promise<void> {
		await this.ctx.storage.setAlarm(Date.now() + safety_ms);
		if (actor.kind !== "system") await this.#drain();
	}

	async #drain(): Promise<void> {
		await drainJobs(this.#sql, Date.now, doers(this.#act({ kind: "system" })));
		const due = nextDue(this.#sql);
		await (due === undefined ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(due));
	}
}
