import { type Limits, type Rate, costOf, limitOf, personalRate, tooFast } from "@clickclack/protocol";
import { type Actor, callerOf } from "./actor.ts";
import { Buckets } from "./buckets.ts";
import type { ReadCost } from "./sql.ts";

const most_people = 10_000;
/** Not an operation, so it counts as "any". */
const act = "act";

/**
 * Rate limits per caller. One object sees all calls to it, so this is exact and needs no storage. An object that
 * hibernated has forgotten its buckets, after longer than most of them take to refill.
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

	/** Whether a caller may send a message of so many bytes on their socket. Counted before anything is read of it. */
	allow(actor: Actor, bytes: number): boolean {
		const rate = this.#rateOf(actor, act);
		if (rate && this.#buckets.take(keyOf(actor, act), rate) !== undefined) return false;
		this.charge(actor, act, { rows: 0, characters: bytes });
		return true;
	}

	/** Charges an expensive read after it has run: a caller who has read much waits before the next read. */
	charge(actor: Actor, operation: string, read: ReadCost): void {
		const rate = this.#rateOf(actor, operation);
		const cost = costOf(this.#limits, limitOf(operation), read);
		if (rate && cost > 0) this.#buckets.charge(keyOf(actor, operation), rate, cost);
	}

	#rateOf(actor: Actor, operation: string): Rate | undefined {
		const isFree = callerOf(actor) === undefined || (actor.kind === "person" && actor.isUnlimited);
		return isFree ? undefined : personalRate(this.#limits, limitOf(operation));
	}
}

const keyOf = (actor: Actor, operation: string): string => `${limitOf(operation)} ${callerOf(actor) ?? ""}`;
