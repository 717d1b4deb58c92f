import { DurableObject } from "cloudflare:workers";
import {
	type Caps,
	ChatError,
	type Outcome,
	errorStatus,
	isForDirectory,
	outcome,
	ping,
	pong,
	readConfiguration,
	tagOf,
} from "@clickclack/protocol";
import { workspaceMigrations } from "../../migrations/workspace/index.ts";
import { randomCount } from "../ids.ts";
import { Jobs } from "../jobs/jobs.ts";
import { isInitialized, migrate } from "../migrate.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { type Sql, tagged } from "../sql.ts";
import { type Actor, callerOf } from "../actor.ts";
import { refuseCaller } from "../registry.ts";
import { type AfterCommit, nothingAfterCommit } from "./after-commit.ts";
import { jobKinds } from "./job-kinds.ts";
import type { Job } from "./jobs.ts";
import { Subscribers } from "./realtime/subscribers.ts";
import { entryOf, isQuery, isRead } from "./index.ts";
import { FairQueue } from "./fair-queue.ts";
import { inParts } from "./parts.ts";
import { type ObjectContext, readContext, writeContext } from "./transaction-context.ts";
import type { Read } from "./transaction.ts";
import { CommitBatcher } from "./commit-batcher.ts";
import { type WorkspaceIdentity, workspaceRow } from "./workspaces.ts";

/** One workspace: owns its storage, runs commands one at a time, publishes events to its subscribers. */
export class Workspace extends DurableObject<Env> {
	readonly #sql: Sql;
	readonly #subscribers: Subscribers;
	readonly #batcher = new CommitBatcher();
	readonly #queue = new FairQueue();
	readonly #rateLimiter: RateLimiter;
	#isInitialized: boolean;
	readonly #jobs: Jobs<Job>;
	readonly #context: ObjectContext;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { CAPS, LIMITS, PUBLIC_URL } = readConfiguration(env);
		this.#rateLimiter = new RateLimiter(LIMITS);
		this.#sql = tagged(ctx.storage.sql);
		const system: Actor = { kind: "system" };
		const kinds = jobKinds(
			{ sql: this.#sql, transact: (work) => ctx.storage.transactionSync(work) },
			(name, input) => this.#directory(system, name, input),
			(name, input) => this.call(system, name, input),
		);
		this.#jobs = new Jobs(ctx.storage, this.#sql, kinds);
		this.#isInitialized = isInitialized(ctx.storage);
		if (this.#isInitialized) this.#wakeUp();
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
		this.#subscribers = new Subscribers(ctx, this.#sql, (actor) => this.#read(actor), {
			allow: (actor, length) => this.#rateLimiter.allow(actor, length),
			run: (actor, route, input) =>
				isForDirectory(route, input) ? this.#directory(actor, route.name, input) : this.call(actor, route.name, input),
			toUrl: (path, origin) => new URL(path, PUBLIC_URL ?? origin).href,
		});
		this.#context = this.#makeContext(CAPS);
	}

	#makeContext(caps: Caps): ObjectContext {
		const { ctx } = this;
		const sql = this.#sql;
		let [row, count]: [WorkspaceIdentity | undefined, number] = [undefined, randomCount()];
		const identity = () => (row ??= workspaceRow({ sql }));
		return {
			sql,
			// after an alarm older runtimes do not know the object's name (2026-11-22), but then it is initialized
			get tag() {
				return ctx.id.name ?? tagOf(identity().id)!;
			},
			identity,
			caps,
			online: () => this.#subscribers.present(),
			count: () => count++,
			jobs: this.#jobs,
		};
	}

	async #directory(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		return await this.env.DIRECTORY.getByName("directory").call(actor, name, input);
	}

	/** Runs one command or query of the registry. Expected failures are returned as data; a bug throws. */
	async call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		const caller = callerOf(actor);
		if (caller === undefined || !isRead(name)) return await this.#call(actor, name, input);
		return await this.#queue.run(caller, () => this.#call(actor, name, input));
	}

	async #call(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		const allowed = outcome(() => this.#rateLimiter.count(actor, name));
		if (!allowed.ok) return allowed;
		if (!isRead(name)) await this.#batcher.next();
		const afterCommit = nothingAfterCommit();
		const run = (part: object) => outcome(() => this.#run(actor, name, part, afterCommit));
		const { nextPart } = entryOf(name);
		const result = nextPart ? await inParts(input, run, nextPart) : run(input);
		if (!result.ok) return result;
		this.#subscribers.publish(afterCommit);
		// a refusal by the Directory is listed for the operator; the command itself is committed
		await this.#jobs.runNow(afterCommit.jobs);
		return result;
	}

	#wakeUp(): void {
		migrate(this.ctx.storage, workspaceMigrations);
		this.#jobs.wakeUp();
	}

	/** The cost of a read is known after it has run, also when it failed. */
	#run(actor: Actor, name: string, input: object, afterCommit: AfterCommit): unknown {
		this.#authorize(actor, name, input);
		if (!isRead(name)) return this.#transact(this.#context, actor, name, input, afterCommit);
		const cost = { rows: 0, characters: 0 };
		const context = { ...this.#context, sql: tagged(this.ctx.storage.sql, cost) };
		try {
			return this.#transact(context, actor, name, input, afterCommit);
		} finally {
			this.#rateLimiter.charge(actor, name, cost);
		}
	}

	#transact(context: ObjectContext, actor: Actor, name: string, input: object, afterCommit: AfterCommit): unknown {
		const entry = entryOf(name);
		const run = entry.run as (tx: Read, input: object) => unknown;
		const read = readContext(context, actor, new Date().toISOString(), entry);
		if (isQuery(name)) return run(read, input);
		// in this turn, but before the transaction: otherwise the time would tell a stranger that the workspace exists
		const tx = writeContext(context, read, afterCommit);
		return this.ctx.storage.transactionSync(() => {
			const result = run(tx, input);
			this.#jobs.scheduleNew();
			return result;
		});
	}

	/**
	 * Nothing is written to an object that was never initialized. It is found by the tag in an id, so an id with this tag may
	 * still be made up.
	 */
	#authorize(actor: Actor, name: string, { workspace_id = null }: { workspace_id?: unknown }): void {
		const entry = entryOf(name);
		refuseCaller(entry, actor);
		if (this.#isInitialized && (workspace_id === null || workspace_id === this.#context.identity().id)) return;
		if (this.#isInitialized || name !== "initialize")
			throw new ChatError("not_found", entry.absent ?? "workspace not found");
		migrate(this.ctx.storage, workspaceMigrations);
		this.#isInitialized = true;
	}

	#read(actor: Actor): Read {
		return readContext(this.#context, actor, new Date().toISOString(), entryOf("connect"));
	}

	/**
	 * The upgrade to a WebSocket; everything else is RPC. The Worker has set `x-clickclack-actor`.
	 * Refusals are JSON: `{ code, message }`.
	 */
	override async fetch(request: Request): Promise<Response> {
		const actor = JSON.parse(request.headers.get("x-clickclack-actor")!) as Actor;
		const url = new URL(request.url);
		const result = outcome(() => {
			this.#authorize(actor, "connect", { workspace_id: url.searchParams.get("workspace_id") });
			this.#rateLimiter.count(actor, "connect");
			return this.#subscribers.open(actor, url);
		});
		if (!result.ok) return Response.json(result, { status: errorStatus[result.code] });
		// a browser drops a socket whose subprotocol is not echoed exactly
		const protocol = request.headers.get("sec-websocket-protocol");
		const headers = new Headers(protocol === null ? {} : { "sec-websocket-protocol": protocol });
		return new Response(null, { status: 101, webSocket: result.value, headers });
	}

	/** An act; "ping" is answered without waking the object. */
	override async webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): Promise<void> {
		await this.#subscribers.receive(ws, message);
	}

	override webSocketClose(ws: WebSocket): void {
		this.#subscribers.left(ws);
		// the hibernation API leaves our half of the close handshake to us (seen with workerd 1.20261023, 2026-11-21);
		// without it the peer waits ten seconds
		ws.close(1000);
	}

	override webSocketError(ws: WebSocket): void {
		this.#subscribers.left(ws);
	}

	override async alarm(): Promise<void> {
		await this.#jobs.drain();
	}
}
