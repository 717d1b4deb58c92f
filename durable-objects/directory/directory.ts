import { DurableObject } from "cloudflare:workers";
import {
	type Configuration,
	type Outcome,
	type WorkspaceId,
	outcome,
	readConfiguration,
	tagOf,
} from "@clickclack/protocol";
import { type DrizzleSqliteDODatabase, drizzle } from "drizzle-orm/durable-sqlite";
import { directoryMigrations } from "../../migrations/directory/index.ts";
import { count } from "../metrics.ts";
import { Jobs } from "../jobs/jobs.ts";
import { migrate } from "../migrate.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { type Sql, tagged } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { refuseCaller } from "../registry.ts";
import { actingAs } from "../workspace/client.ts";
import { entryOf, postconditions, sagas } from "./index.ts";
import { jobKinds } from "./job-kinds.ts";
import type { Job } from "./jobs.ts";
import type { Saga, Transaction } from "./transaction.ts";

/** Users, sessions and the list of workspaces. One object for the whole server; no single message passes through it. */
export class Directory extends DurableObject<Env> {
	readonly #sql: Sql;
	readonly #db: DrizzleSqliteDODatabase;
	readonly #jobs: Jobs<Job>;
	readonly #rateLimiter: RateLimiter;
	readonly #configuration: Configuration;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.#configuration = readConfiguration(env);
		this.#rateLimiter = new RateLimiter(this.#configuration.LIMITS);
		migrate(ctx.storage, directoryMigrations);
		this.#sql = tagged(ctx.storage.sql);
		this.#db = drizzle(ctx.storage);
		this.#jobs = new Jobs(ctx.storage, this.#sql, jobKinds(this.#saga({ kind: "system" }, []), env.UPLOADS));
		this.#jobs.wakeUp();
	}

	/**
	 * Runs a command or a saga of index.ts. The caller waits, for some seconds at most, for the awaited jobs of this call
	 * and for no others: a sign-out returns when the person is signed out everywhere.
	 */
	async call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		count("clickclack_calls_total", [name]);
		const own: number[] = [];
		const [done] = await Promise.allSettled([this.#run(this.#saga(actor, own), name, input)]);
		const refusal = await this.#jobs.runNow(own);
		return outcome(() => {
			if (done.status === "rejected") throw done.reason;
			if (name in postconditions) this.#saga(actor, []).write(postconditions[name as keyof typeof postconditions]);
			if (refusal) throw refusal;
			return done.value;
		});
	}

	override async alarm(): Promise<void> {
		await this.#jobs.drain();
	}

	async #run(saga: Saga, name: string, input: object): Promise<unknown> {
		this.#rateLimiter.count(saga.actor, name);
		const entry = entryOf(name);
		refuseCaller(entry, saga.actor);
		if (name in sagas) return (entry.run as (saga: Saga, input: object) => unknown)(saga, input);
		return saga.write((tx) => (entry.run as (tx: Transaction, input: object) => unknown)(tx, input));
	}

	/** @param own gets the ids of the jobs that the caller waits for */
	#saga(actor: Actor, own: number[]): Saga {
		const write: Saga["write"] = (work) =>
			this.ctx.storage.transactionSync(() => {
				const result = work(this.#transaction(actor, own));
				this.#jobs.scheduleNew();
				return result;
			});
		const workspace: Saga["workspace"] = (id, as_actor, locationHint) =>
			actingAs(this.env.WORKSPACE.getByName(tagOf(id as WorkspaceId) ?? id, { locationHint }), as_actor);
		return { actor, write, workspace };
	}

	#transaction(actor: Actor, own: number[]): Transaction {
		const now = new Date().toISOString();
		// a workspace that calls must not wait: a saga or a job of ours may be waiting for that workspace
		const awaited = actor.kind === "system" ? undefined : own;
		return {
			db: this.#db,
			sql: this.#sql,
			now,
			actor,
			configuration: this.#configuration,
			addJob: (job, due_at = now) => this.#jobs.add(job, due_at, awaited),
			runJob: (job_id) => this.#jobs.runAgain(job_id),
		};
	}
}
