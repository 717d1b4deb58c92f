import { limitOf, personalRate, tooFast } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";
import { Buckets } from "./buckets.ts";

const most_people = 10_000;

/**
 * Holds people to the rates of protocol/limits.ts. One object sees all that they do in it, so this is exact and needs
 * nothing stored; an object that slept has forgotten it, after longer than most rates take to recover.
 */
export class Pace {
	readonly #buckets = new Buckets(most_people);

	/** @throws ChatError rate_limited */
	count(actor: Actor, operation: string): void {
		const rate = personalRate(operation);
		if (!rate || actor.kind !== "human" || actor.unpaced) return;
		const wait_s = this.#buckets.take(`${limitOf(operation)} ${actor.user_id}`, rate);
		if (wait_s !== undefined) throw tooFast(wait_s);
	}
}
