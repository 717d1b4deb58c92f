import { type Limits, type Rate, costOf, limitOf, personalRate, tooFast } from "@clickclack/protocol";
import { type Actor, callerOf } from "./actor.ts";
import { Buckets } from "./buckets.ts";
import type { Taken } from "./sql.ts";

const most_people = 10_000;

/**
 * Holds people to their rates. One object sees all that they do in it, so this is exact and needs
 * nothing stored; an object that slept has forgotten it, after longer than most rates take to recover.
 */
export class RateLimiter {
	readonly #buckets = new Buckets(most_people);
	readonly #limits: Limits;

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	/** @throws ChatError rate_limited */
	count(actor: Actor, operation: string): void {
		const rate = this.#rateOf(actor, operation);
		const wait_s = rate && this.#buckets.take(keyOf(actor, operation), rate);
		if (wait_s !== undefined) throw tooFast(wait_s);
	}

	/** What was taken turned out to cost: who has read much waits with the next. */
	charge(actor: Actor, operation: string, taken: Taken): void {
		const rate = this.#rateOf(actor, operation);
		const cost = costOf(this.#limits, limitOf(operation), taken);
		if (rate && cost > 0) this.#buckets.charge(keyOf(actor, operation), rate, cost);
	}

	#rateOf(actor: Actor, operation: string): Rate | undefined {
		const isFree = callerOf(actor) === undefined || (actor.kind === "person" && actor.unpaced);
		return isFree ? undefined : personalRate(this.#limits, limitOf(operation));
	}
}

const keyOf = (actor: Actor, operation: string): string => `${limitOf(operation)} ${callerOf(actor) ?? ""}`;
