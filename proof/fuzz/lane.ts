import fc from "fast-check";
import type { Reply } from "../http.ts";
import type { Request } from "../request.ts";
import type { Site } from "../site.ts";
import { Actors } from "./acts.ts";
import { type Caller, Fixtures, callers } from "./fixtures.ts";
import { type Plan, plans, requestOf } from "./plans.ts";
import type { Results } from "./results.ts";
import { RowGuard } from "./rows.ts";
import { complaintsOf, differencesOf, elsewhereOf, isFile, meant } from "./verdict.ts";

/** After so many requests too much of a place is blocked, archived or gone. */
const per_place = 250;
/** A smaller request that shows a fault is looked for so many times. */
const max_shrinks = 80;
const mib = 1_048_576;
/** Of a body of 4 MiB more than half of the answers are lost on a busy machine. */
const most_tries = 20;
/** Two complaints that begin alike are about the same. */
const telling = 40;

/** What is wrong with an answer; it is in the results already. Any other error is one more fault. */
class Complaint extends Error {}

/** Asks for one thing after another of a server of its own, so that what changes there is its doing. */
export class Lane {
	readonly #site: Site;
	readonly #results: Results;
	readonly #isOver: () => boolean;
	#fixtures!: Fixtures;
	#actors!: Actors;
	readonly guard: RowGuard;
	#shrinks = 0;
	#fault: string | undefined;

	/** @param isOver whether enough was sent by all lanes together */
	constructor(site: Site, results: Results, isOver: () => boolean) {
		this.#site = site;
		this.#results = results;
		this.#isOver = isOver;
		this.guard = new RowGuard(site.url);
	}

	/** @param first what is sent before anything made up */
	async run(seed: number, first: Plan[]): Promise<void> {
		await this.#move();
		for (const plan of first) {
			await this.#try(plan).catch((error: unknown) => this.#noteUnknown(error));
			this.#fault = undefined;
		}
		for (let i = 0; !this.#isOver(); i++) {
			await this.#move();
			const property = fc.asyncProperty(plans, (plan) => this.#try(plan));
			const { errorInstance } = await fc.check(property, { seed: seed + i, numRuns: per_place });
			this.#noteUnknown(errorInstance);
		}
	}

	/** To a place where nothing has happened yet. */
	async #move(): Promise<void> {
		this.#actors?.end();
		this.#fixtures = await Fixtures.make(this.#site);
		this.#actors = new Actors(this.#fixtures);
		await this.guard.begin();
		[this.#fault, this.#shrinks] = [undefined, 0];
	}

	async #try(plan: Plan): Promise<void> {
		const isFutile = this.#fault !== undefined && this.#shrinks++ >= max_shrinks;
		if (isFutile || this.#isOver()) return;
		const request = requestOf(plan, this.#fixtures);
		await this.#send(plan, request);
		if (plan.isRepeated) await this.#send(plan, request);
	}

	/**
	 * What is told of a body that is too long can be lost with the connection, which ends while that is still on its way:
	 * then it is asked for again.
	 */
	async #ask(request: Request): Promise<Reply> {
		const tries = request.body.length > mib && !request.isMalformed ? most_tries : 1;
		let reply: Reply = "closed";
		for (let i = 0; i < tries && reply === "closed"; i++) reply = await this.guard.connection.ask(request);
		return reply;
	}

	/** At both doors. What only HTTP can say, and what is said there only, is not compared; elsewhere a socket does nothing. */
	async #send(plan: Plan, request: Request): Promise<void> {
		const early = plan.isActFirst ? await this.#act(plan, request) : undefined;
		const reply = await this.#ask(request);
		this.#results.count(request, reply);
		this.#judge(request, await this.#review(plan, request, reply));
		const late = early ? undefined : await this.#act(plan, request);
		if (!this.#actors.isHere(request)) return this.#judge(request, elsewhereOf(early ?? late));
		if (early) this.#judge(request, differencesOf(request, early, reply));
		if (late) this.#judge(request, differencesOf(request, reply, late));
	}

	/** @returns undefined where it can be no act */
	async #act(plan: Plan, request: Request): Promise<Reply | undefined> {
		const answer = await this.#actors.ask(plan.caller, request);
		if (!answer) return undefined;
		this.#results.countAct(request, answer);
		const complaints = await this.#review(plan, request, answer);
		this.#judge(
			request,
			complaints.map((what) => `on a socket ${what}`),
		);
		return answer;
	}

	async #review(plan: Plan, request: Request, reply: Reply): Promise<string[]> {
		const effects = await this.guard.after(request, reply);
		await this.#learn(plan, request, reply);
		return [...effects, ...complaintsOf(request, reply)];
	}

	/** @throws at the first new fault, and then at the same again, so that fast-check looks for a smaller request */
	#judge(request: Request, complaints: string[]): void {
		for (const what of complaints) {
			const isNew = this.#results.add(what, request);
			const kind = what.slice(0, telling);
			if (this.#fault === undefined ? !isNew : this.#fault !== kind) continue;
			this.#fault = kind;
			throw new Complaint(what);
		}
	}

	#noteUnknown(error: unknown): void {
		if (error instanceof Error && !(error instanceof Complaint))
			this.#results.add(`the proof broke off: ${error.message}`);
	}

	async #learn(plan: Plan, request: Request, reply: Reply): Promise<void> {
		if (typeof reply === "string" || reply.status >= 300) return;
		const name = meant(request)?.name;
		if (reply.body !== "" && !isFile(reply, meant(request))) this.#fixtures.pool.learn(JSON.parse(reply.body));
		// what follows needs one
		if (name === "deleteWorkspace") await this.#fixtures.restore();
		else if (name === "deleteMe") await this.#replace(plan.caller);
		else if (name === "deleteUser") await this.#fixtures.replace(request.path.split("/").at(-1)!);
		else if (name === "logout") await this.#fixtures.signIn(plan.caller);
		else if (name === "rotateKeys") for (const caller of callers) await this.#fixtures.signIn(caller);
		else return;
		this.#actors.end();
		await this.guard.begin();
	}

	async #replace(caller: Caller): Promise<void> {
		if (caller !== "nobody" && caller !== "operator") await this.#fixtures.replace(this.#fixtures.accounts[caller].id);
	}
}
