import type { Rate } from "@clickclack/protocol";

/**
 * Token buckets, each kept as one number: the time at which it will be full again. One that is full has nothing to
 * remember, so forgetting it changes nothing.
 */
export class Buckets {
	readonly #full_at = new Map<string, number>();
	readonly #most: number;
	readonly #now: () => number;

	/** @param most buckets that are remembered at once */
	constructor(most: number, now = () => Date.now()) {
		this.#most = most;
		this.#now = now;
	}

	get size(): number {
		return this.#full_at.size;
	}

	/** Takes one token. @returns undefined, or after how many seconds there is one; being refused costs nothing */
	take(key: string, rate: Rate): number | undefined {
		const wait_s = this.wait(key, rate);
		if (wait_s !== undefined) return wait_s;
		if (this.#full_at.size >= this.#most && !this.#full_at.has(key)) this.#forget();
		this.#full_at.set(key, this.#now() + this.#missing(key, rate) + interval(rate));
		return undefined;
	}

	/** Takes more afterwards, for what turned out to be dear: as much as the whole bucket may be owed. */
	charge(key: string, rate: Rate, cost: number): void {
		const owed_ms = this.#missing(key, rate) + cost * interval(rate);
		this.#full_at.set(key, this.#now() + Math.min(owed_ms, most_owed(rate)));
	}

	/** As `take`, of which nothing is taken. */
	wait(key: string, rate: Rate): number | undefined {
		const short_ms = this.#missing(key, rate) - (rate.burst - 1) * interval(rate);
		// less than a millisecond is rounding
		return short_ms >= 1 ? Math.ceil(short_ms / 1_000) : undefined;
	}

	/** Until it is full, in ms. After a clock was set back nobody waits for what it said before. */
	#missing(key: string, rate: Rate): number {
		const missing_ms = (this.#full_at.get(key) ?? 0) - this.#now();
		return missing_ms > most_owed(rate) ? 0 : Math.max(0, missing_ms);
	}

	/** The tenth that has least to remember goes. So a crowd of new ones drives itself out, and whoever waits still waits. */
	#forget(): void {
		const soonest = [...this.#full_at].toSorted(([, a], [, b]) => a - b).slice(0, Math.ceil(this.#most / 10));
		for (const [key] of soonest) this.#full_at.delete(key);
	}
}

const interval = ({ per_minute }: Rate): number => 60_000 / per_minute;

/** Until it is full again, in ms: a bucket is empty, and another is owed. */
const most_owed = (rate: Rate): number => 2 * rate.burst * interval(rate);
