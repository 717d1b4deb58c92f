import fc from "fast-check";
import { Cast } from "./cast.ts";
import type { Request } from "./drafts.ts";
import { Ledger } from "./ledger.ts";
import { type Plan, plans, requestOf } from "./plans.ts";
import type { Tally } from "./tally.ts";
import { complaintsOf, meant } from "./verdict.ts";
import { type Reply, Wire } from "./wire.ts";

/** After so many requests too much of a place is blocked, archived or gone. */
const per_cast = 250;
/** A smaller request that shows a fault is looked for so many times. */
const max_shrinks = 80;
const mib = 1_048_576;
const most_tries = 4;
/** Two complaints that begin alike are about the same. */
const telling = 40;

/** What is wrong with an answer; it is in the tally already. Any other error is one more fault. */
class Complaint extends Error {}

/** Asks for one thing after another of a server of its own, so that what changes there is its doing. */
export class Lane {
	readonly #url: URL;
	readonly #wire: Wire;
	readonly #tally: Tally;
	readonly #isOver: () => boolean;
	readonly #founder_email: string;
	#cast!: Cast;
	readonly ledger: Ledger;
	#shrinks = 0;
	#fault: string | undefined;

	/** @param isOver whether enough was sent by all lanes together */
	constructor(url: string, founder_email: string, tally: Tally, isOver: () => boolean) {
		this.#isOver = isOver;
		this.#url = new URL(url);
		this.#wire = new Wire(url);
		this.ledger = new Ledger(this.#wire, url);
		this.#founder_email = founder_email;
		this.#tally = tally;
	}

	/** @param recited what is sent before anything made up */
	async run(seed: number, recited: Plan[]): Promise<void> {
		await this.#move();
		for (const plan of recited) {
			this.#fault = undefined;
			await this.#try(plan).catch((error: unknown) => this.#noteUnknown(error));
		}
		for (let i = 0; !this.#isOver(); i++) {
			await this.#move();
			const property = fc.asyncProperty(plans, (plan) => this.#try(plan));
			const { errorInstance } = await fc.check(property, { seed: seed + i, numRuns: per_cast });
			this.#noteUnknown(errorInstance);
		}
		this.#wire.close();
	}

	/** To a place where nothing has happened yet. */
	async #move(): Promise<void> {
		this.#cast = await Cast.assemble(this.#wire, this.#url.host, this.#founder_email);
		await this.ledger.begin();
		[this.#fault, this.#shrinks] = [undefined, 0];
	}

	async #try(plan: Plan): Promise<void> {
		const isFutile = this.#fault !== undefined && this.#shrinks++ >= max_shrinks;
		if (isFutile || this.#isOver()) return;
		const request = requestOf(plan, this.#cast);
		await this.#send(plan, request);
		if (plan.isRepeated) await this.#send(plan, request);
	}

	/**
	 * What is told of a body that is too long can be lost with the connection, which ends while that is still on its way:
	 * then it is asked for again.
	 */
	async #ask(request: Request): Promise<Reply> {
		const tries = request.body.length > mib && !request.isGarbled ? most_tries : 1;
		let reply: Reply = "closed";
		for (let i = 0; i < tries && reply === "closed"; i++) reply = await this.#wire.ask(request);
		return reply;
	}

	async #send(plan: Plan, request: Request): Promise<void> {
		const reply = await this.#ask(request);
		this.#tally.count(request, reply);
		const effects = await this.ledger.after(request, reply);
		await this.#learn(plan, request, reply);
		this.#judge(request, [...effects, ...complaintsOf(request, reply)]);
	}

	/** @throws at the first new fault, and then at the same again, so that fast-check looks for a smaller request */
	#judge(request: Request, complaints: string[]): void {
		for (const what of complaints) {
			const isNew = this.#tally.add(what, request);
			const kind = what.slice(0, telling);
			if (this.#fault === undefined ? !isNew : this.#fault !== kind) continue;
			this.#fault = kind;
			throw new Complaint(what);
		}
	}

	#noteUnknown(error: unknown): void {
		if (error instanceof Error && !(error instanceof Complaint))
			this.#tally.add(`the proof broke off: ${error.message}`);
	}

	async #learn(plan: Plan, request: Request, reply: Reply): Promise<void> {
		if (typeof reply === "string" || reply.status >= 300 || reply.body === "") return;
		this.#cast.pool.learn(JSON.parse(reply.body));
		const name = meant(request)?.operationId;
		if (name === "logout") await this.#cast.signIn(plan.caller);
		else if (name === "rotateKeys") await this.#cast.signAllIn();
		else return;
		await this.ledger.begin();
	}
}
