import { type Rate, costOf, limitOf, personalRate, tooFast } from "@clickclack/protocol";
import { type Actor, callerOf } from "./actor.ts";
import { Buckets } from "./buckets.ts";
import type { Taken } from "./sql.ts";

const most_people = 10_000;

/**
 * Holds people to the rates of protocol/limits.ts. One object sees all that they do in it, so this is exact and needs
 * nothing stored; an object that slept has forgotten it, after longer than most rates take to recover.
 */
export class RateLimiter {
	readonly #buckets = new Buckets(most_people);

	/** @throws ChatError rate_limited */
	count(actor: Actor, operation: string): void {
		const rate = rateOf(actor, operation);
		const wait_s = rate && this.#buckets.take(keyOf(actor, operation), rate);
		if (wait_s !== undefined) throw tooFast(wait_s);
	}

	/** What was taken turned out to cost: who has read much waits with the next. */
	charge(actor: Actor, operation: string, taken: Taken): void {
		const rate = rateOf(actor, operation);
		const cost = costOf(limitOf(operation), taken);
		if (rate && cost > 0) this.#buckets.charge(keyOf(actor, operation), rate, cost);
	}
}

const keyOf = (actor: Actor, operation: string): string => `${limitOf(operation)} ${callerOf(actor) ?? ""}`;

const rateOf = (actor: Actor, operation: string): Rate | undefined =>
	callerOf(actor) === undefined || (actor.kind === "person" && actor.unpaced)
		? undefined
		: personalRate(limitOf(operation));
