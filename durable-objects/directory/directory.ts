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
import { Jobs, isWaiting } from "../jobs.ts";
import { migrate } from "../migrate.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { type Sql, tagged } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { refuseCaller } from "../registry.ts";
import { actingAs } from "../workspace/client.ts";
import { awaited, jobHandlers } from "./jobs.ts";
import { entryOf, postconditions, sagas } from "./index.ts";
import type { Saga, Transaction } from "./transaction.ts";

/** Who exists, and where. One object for the whole server; nothing about a single message passes through it. */
export class Directory extends DurableObject<Env> {
	readonly #sql: Sql;
	readonly #db: DrizzleSqliteDODatabase;
	readonly #jobs: Jobs;
	readonly #rateLimiter: RateLimiter;
	readonly #configuration: Configuration;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.#configuration = readConfiguration(env);
		this.#rateLimiter = new RateLimiter(this.#configuration.LIMITS);
		migrate(ctx.storage, directoryMigrations);
		this.#sql = tagged(ctx.storage.sql);
		this.#db = drizzle(ctx.storage);
		this.#jobs = new Jobs(ctx.storage, this.#sql, jobHandlers(this.#saga({ kind: "system" }, [])));
		this.#jobs.wakeUp();
	}

	/**
	 * Runs a command or a saga of index.ts. The caller waits for the jobs of this call that a promise is about, and for
	 * nobody else's: who has signed out is signed out everywhere when they are told so.
	 */
	async call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		const own: number[] = [];
		const [done] = await Promise.allSettled([this.#run(this.#saga(actor, own), name, input)]);
		await this.#jobs.run(own);
		return outcome(() => {
			if (done.status === "rejected") throw done.reason;
			if (name in postconditions) this.#saga(actor, []).write(postconditions[name as keyof typeof postconditions]);
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

	/** @param own gets the ids of the jobs that the caller is to wait for */
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
		const addJob: Transaction["addJob"] = ({ kind, ...payload }, wait_ms = 0) => {
			const { workspace_id } = payload;
			// a workspace that asks does not wait, for it is itself what a saga or a job of ours is waiting for
			if (awaited.has(kind) && actor.kind !== "system") own.push(this.#jobs.addOwn(kind, workspace_id, payload));
			else this.#jobs.add(new Date(Date.parse(now) + wait_ms).toISOString(), kind, workspace_id, payload);
		};
		return {
			db: this.#db,
			now,
			actor,
			configuration: this.#configuration,
			addJob,
			isWaiting: (kind, id) => isWaiting(this.#sql, kind, id),
		};
	}
}
