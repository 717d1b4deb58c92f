import { ChatError, tagOf } from "@clickclack/protocol";
import { workspaceMigrations } from "../../migrations/workspace/index.ts";
import type { Actor } from "../actor.ts";
import { randomCount } from "../ids.ts";
import { isInitialized, migrate } from "../migrate.ts";
import type { RateLimiter } from "../rate-limiter.ts";
import { refuseCaller } from "../registry.ts";
import { tagged } from "../sql.ts";
import type { AfterCommit } from "./after-commit.ts";
import { erasableAt, isKeptUp } from "./deletion.ts";
import { entryOf, isQuery, isRead } from "./index.ts";
import { forCaller } from "./messages/forwards-for-guests.ts";
import { type ObjectContext, readContext, writeContext } from "./transaction-context.ts";
import type { Read } from "./transaction.ts";
import { type WorkspaceIdentity, workspaceRow } from "./workspaces.ts";

type Parts = Pick<ObjectContext, "sql" | "caps" | "online" | "jobs" | "hasBucket" | "exportsDirects">;
/** @returns an ISO time */
type Clock = () => string;

/** Runs commands and queries of the registry on one object's storage, each in a transaction of its own. */
export class Transactions {
	readonly #storage: DurableObjectStorage;
	readonly #rateLimiter: RateLimiter;
	readonly #context: ObjectContext;
	readonly #now: Clock;
	#isInitialized: boolean;
	#erasable: { at: number | undefined } | undefined;

	constructor(ctx: DurableObjectState, rateLimiter: RateLimiter, parts: Parts, now: Clock) {
		this.#storage = ctx.storage;
		this.#rateLimiter = rateLimiter;
		this.#context = contextOf(ctx.id, parts);
		this.#now = now;
		this.#isInitialized = isInitialized(ctx.storage);
		if (!this.#isInitialized) return;
		migrate(ctx.storage, workspaceMigrations);
		parts.jobs.wakeUp();
	}

	get isInitialized(): boolean {
		return this.#isInitialized;
	}

	/** The cost of a read is known after it has run, also when it failed. */
	run(actor: Actor, name: string, input: object, afterCommit: AfterCommit): unknown {
		this.authorize(actor, name, input);
		if (!isRead(name)) return this.#transact(this.#context, actor, name, input, afterCommit);
		const cost = { rows: 0, characters: 0 };
		const context = { ...this.#context, sql: tagged(this.#storage.sql, cost) };
		try {
			return this.#transact(context, actor, name, input, afterCommit);
		} finally {
			this.#rateLimiter.charge(actor, name, cost);
		}
	}

	/**
	 * Nothing is written to an object that was never initialized. It is found by the tag in an id, so an id with this tag may
	 * still be made up.
	 */
	authorize(actor: Actor, name: string, { workspace_id = null }: { workspace_id?: unknown }): void {
		const entry = entryOf(name);
		refuseCaller(entry, actor);
		const isKnown = this.#isInitialized && (workspace_id === null || workspace_id === this.#context.identity().id);
		if (isKnown && (isKeptUp(actor, name) || !this.#isDeleted())) return;
		if (this.#isInitialized || name !== "initialize")
			throw new ChatError("not_found", entry.absent ?? "workspace not found");
		migrate(this.#storage, workspaceMigrations);
		this.#isInitialized = true;
	}

	/** Not read for each call: only these commands change it. */
	#isDeleted(): boolean {
		return (this.#erasable ??= { at: erasableAt(this.#context) }).at !== undefined;
	}

	/** What somebody on a socket may read at this moment. */
	read(actor: Actor): Read {
		return readContext(this.#context, actor, this.#now(), entryOf("connect"));
	}

	#transact(context: ObjectContext, actor: Actor, name: string, input: object, afterCommit: AfterCommit): unknown {
		const entry = entryOf(name);
		const run = entry.run as (tx: Read, input: object) => unknown;
		const read = readContext(context, actor, this.#now(), entry);
		if (isQuery(name)) return forCaller(read, run(read, input));
		// in this turn, but before the transaction: otherwise the time would tell a stranger that the workspace exists
		const tx = writeContext(context, read, afterCommit);
		if (name === "deleteWorkspace" || name === "restoreWorkspace") this.#erasable = undefined;
		return this.#storage.transactionSync(() => {
			const result = run(tx, input);
			context.jobs.scheduleNew();
			return forCaller(tx, result);
		});
	}
}

function contextOf(
	object: DurableObjectId,
	{ sql, caps, online, jobs, hasBucket, exportsDirects }: Parts,
): ObjectContext {
	let [row, count]: [WorkspaceIdentity | undefined, number] = [undefined, randomCount()];
	const identity = () => (row ??= workspaceRow({ sql }));
	return {
		sql,
		// after an alarm older runtimes do not know the object's name (2026-11-22), but then it is initialized
		get tag() {
			return object.name ?? tagOf(identity().id)!;
		},
		identity,
		caps,
		online,
		hasBucket,
		exportsDirects,
		count: () => count++,
		jobs,
	};
}
