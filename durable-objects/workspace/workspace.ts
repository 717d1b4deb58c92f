import { DurableObject } from "cloudflare:workers";
import {
	type Outcome,
	type Route,
	errorStatus,
	isForDirectory,
	outcome,
	ping,
	pong,
	readConfiguration,
} from "@clickclack/protocol";
import { type Actor, callerOf } from "../actor.ts";
import { Jobs } from "../jobs/jobs.ts";
import { count } from "../metrics.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { tagged } from "../sql.ts";
import { nothingAfterCommit } from "./after-commit.ts";
import { CommitBatcher } from "./commit-batcher.ts";
import { FairQueue } from "./fair-queue.ts";
import { entryOf, isRead } from "./index.ts";
import { jobKinds } from "./job-kinds.ts";
import type { Job } from "./jobs.ts";
import { inParts } from "./parts.ts";
import { Subscribers } from "./realtime/subscribers.ts";
import { Transactions } from "./transactions.ts";

/** One workspace: owns its storage, takes commands one at a time, publishes events to its subscribers. */
export class Workspace extends DurableObject<Env> {
	readonly #subscribers: Subscribers;
	readonly #batcher = new CommitBatcher();
	readonly #queue = new FairQueue();
	readonly #rateLimiter: RateLimiter;
	readonly #jobs: Jobs<Job>;
	readonly #transactions: Transactions;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { CAPS, EXPORT_DIRECT_MESSAGES, LIMITS, PUBLIC_URL } = readConfiguration(env);
		this.#rateLimiter = new RateLimiter(LIMITS);
		const sql = tagged(ctx.storage.sql);
		// a deployment may be without one
		const bucket: R2Bucket | undefined = env.UPLOADS;
		const system: Actor = { kind: "system" };
		const kinds = jobKinds(
			{ sql, transact: (work) => ctx.storage.transactionSync(work) },
			(name, input) => this.#directory(system, name, input),
			(actor, name, input) => this.call(actor, name, input),
			bucket,
			() => this.#erase(),
		);
		this.#jobs = new Jobs(ctx.storage, sql, kinds);
		const parts = {
			sql,
			caps: CAPS,
			online: () => this.#subscribers.present(),
			jobs: this.#jobs,
			hasBucket: bucket !== undefined,
			exportsDirects: EXPORT_DIRECT_MESSAGES,
		};
		this.#transactions = new Transactions(ctx, this.#rateLimiter, parts, () => new Date().toISOString());
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
		this.#subscribers = new Subscribers(ctx, sql, (actor) => this.#transactions.read(actor), {
			allow: (actor, length) => this.#rateLimiter.allow(actor, length),
			run: (actor, route, input) => this.#act(actor, route, input),
			toUrl: (path, origin) => new URL(path, PUBLIC_URL ?? origin).href,
		});
	}

	async #directory(actor: Actor, name: string, input: object): Promise<Outcome<unknown>> {
		return await this.env.DIRECTORY.getByName("directory").call(actor, name, input);
	}

	/** Runs an act. What the Directory runs, it would run for any workspace. */
	async #act(actor: Actor, route: Route, input: object): Promise<Outcome<unknown>> {
		if (!isForDirectory(route, input)) return await this.call(actor, route.name, input);
		const here = outcome(() => this.#transactions.authorize(actor, route.name, input));
		return here.ok ? await this.#directory(actor, route.name, input) : here;
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
		const run = (part: object) => outcome(() => this.#transactions.run(actor, name, part, afterCommit));
		const { nextPart } = entryOf(name);
		count("clickclack_calls_total", [name]);
		const result = nextPart ? await inParts(input, run, nextPart) : run(input);
		if (!result.ok) return result;
		this.#subscribers.publish(afterCommit);
		// a refusal by the Directory is listed for the operator; the command itself is committed
		await this.#jobs.runNow(afterCommit.jobs);
		return result;
	}

	/**
	 * The upgrade to a WebSocket; everything else is RPC. The Worker has set `x-clickclack-actor`.
	 * Refusals are JSON: `{ code, message }`.
	 */
	override async fetch(request: Request): Promise<Response> {
		const actor = JSON.parse(request.headers.get("x-clickclack-actor")!) as Actor;
		const url = new URL(request.url);
		const result = outcome(() => {
			this.#transactions.authorize(actor, "connect", { workspace_id: url.searchParams.get("workspace_id") });
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

	/** The object begins anew: as one that never was. */
	async #erase(): Promise<void> {
		await this.ctx.storage.deleteAll();
		await this.ctx.storage.sync();
		this.ctx.abort("the workspace is erased");
	}

	override async alarm(): Promise<void> {
		if (!this.#transactions.isInitialized) return;
		await this.#jobs.drain();
	}
}
