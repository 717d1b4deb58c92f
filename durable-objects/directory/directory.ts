import { DurableObject } from "cloudflare:workers";
import { type Caps, type Outcome, outcome, readCaps, tagOf } from "@clickclack/protocol";
import { type DrizzleSqliteDODatabase, drizzle } from "drizzle-orm/durable-sqlite";
import { directoryMigrations } from "../../migrations/directory/index.ts";
import { Jobs } from "../jobs.ts";
import { migrate } from "../migrate.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { type Sql, tagged } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { actingAs } from "../workspace/client.ts";
import { jobKinds } from "./job-kinds.ts";
import type { Job } from "./jobs.ts";
import { sagas, commands, postconditions } from "./index.ts";
import type { Saga, Transaction } from "./transaction.ts";

/** Who exists, and where. One object for the whole server; nothing about a single message passes through it. */
export class Directory extends DurableObject<Env> {
	readonly #sql: Sql;
	readonly #db: DrizzleSqliteDODatabase;
	readonly #jobs: Jobs<Job>;
	readonly #rateLimiter = new RateLimiter();
	readonly #caps: Caps;

	constructor(ctx: DurableObjectState, env: Env & { CAPS?: string }) {
		super(ctx, env);
		this.#caps = readCaps(env.CAPS);
		migrate(ctx.storage, directoryMigrations);
		this.#sql = tagged(ctx.storage.sql);
		this.#db = drizzle(ctx.storage);
		this.#jobs = new Jobs(ctx.storage, this.#sql, jobKinds(this.#act({ kind: "system" }, [])));
		this.#jobs.wakeUp();
	}

	/**
	 * Runs a command or a saga of index.ts. The caller waits for those jobs of this call that are awaited, for some seconds,
	 * and for nobody else's: who has signed out is signed out everywhere when they are told so.
	 */
	async call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		const own: number[] = [];
		const [done] = await Promise.allSettled([this.#run(this.#act(actor, own), name, input)]);
		const refusal = await this.#jobs.runNow(own);
		return outcome(() => {
			if (done.status === "rejected") throw done.reason;
			if (name in postconditions) this.#act(actor, []).write(postconditions[name as keyof typeof postconditions]);
			if (refusal) throw refusal;
			return done.value;
		});
	}

	override async alarm(): Promise<void> {
		await this.#jobs.drain();
	}

	async #run(act: Saga, name: string, input: object): Promise<unknown> {
		this.#rateLimiter.count(act.actor, name);
		if (name in sagas) return sagas[name as keyof typeof sagas](act, input as never);
		return act.write((tx) => commands[name as keyof typeof commands](tx, input as never));
	}

	/** @param own gets the ids of the jobs that the caller is to wait for */
	#act(actor: Actor, own: number[]): Saga {
		const write: Saga["write"] = (work) =>
			this.ctx.storage.transactionSync(() => {
				const result = work(this.#transaction(actor, own));
				this.#jobs.scheduleNew();
				return result;
			});
		const workspace: Saga["workspace"] = (id, as_actor, locationHint) =>
			actingAs(this.env.WORKSPACE.getByName(tagOf(id) ?? id, { locationHint }), as_actor);
		return { actor, write, workspace };
	}

	#transaction(actor: Actor, own: number[]): Transaction {
		const now = new Date().toISOString();
		// a workspace that asks does not wait, for it is itself what a saga or a job of ours is waiting for
		const awaited = actor.kind === "system" ? undefined : own;
		return {
			db: this.#db,
			sql: this.#sql,
			now,
			actor,
			caps: this.#caps,
			addJob: (job, due_at = now) => this.#jobs.add(job, due_at, awaited),
			runJob: (job_id) => this.#jobs.runAgain(job_id),
		};
	}
}
