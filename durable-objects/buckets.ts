import type { Rate } from "@clickclack/protocol";

/**
 * Token buckets. Each is stored as one number: the time at which it will be full again. A full bucket holds no
 * information, so it can be dropped.
 */
export class Buckets {
	readonly #full_at = new Map<string, number>();
	readonly #most: number;
	readonly #now: () => number;

	/** @param most how many buckets are kept at once */
	constructor(most: number, now = () => Date.now()) {
		this.#most = most;
		this.#now = now;
	}

	get size(): number {
		return this.#full_at.size;
	}

	/** Takes one token. @returns undefined, or the seconds until there is one; a refused call takes nothing */
	take(key: string, rate: Rate): number | undefined {
		const wait_s = this.wait(key, rate);
		if (wait_s !== undefined) return wait_s;
		if (this.#full_at.size >= this.#most && !this.#full_at.has(key)) this.#forget();
		this.#full_at.set(key, this.#now() + this.#missing(key, rate) + interval(rate));
		return undefined;
	}

	/** Takes more tokens afterwards, for a call that turned out to be expensive. The debt is at most one whole bucket. */
	charge(key: string, rate: Rate, cost: number): void {
		const owed_ms = this.#missing(key, rate) + cost * interval(rate);
		this.#full_at.set(key, this.#now() + Math.min(owed_ms, most_owed(rate)));
	}

	/** Like `take`, but takes nothing. */
	wait(key: string, rate: Rate): number | undefined {
		const short_ms = this.#missing(key, rate) - (rate.burst - 1) * interval(rate);
		// less than a millisecond is a rounding error
		return short_ms >= 1 ? Math.ceil(short_ms / 1_000) : undefined;
	}

	/** Milliseconds until the bucket is full. A value beyond the maximum comes from a clock that was set back: ignored. */
	#missing(key: string, rate: Rate): number {
		const missing_ms = (this.#full_at.get(key) ?? 0) - this.#now();
		return missing_ms > most_owed(rate) ? 0 : Math.max(0, missing_ms);
	}

	/** Drops the tenth that is full soonest. A flood of new keys so drops itself, and keys that have to wait stay. */
	#forget(): void {
		const soonest = [...this.#full_at].toSorted(([, a], [, b]) => a - b).slice(0, Math.ceil(this.#most / 10));
		for (const [key] of soonest) this.#full_at.delete(key);
	}
}

const interval = ({ per_minute }: Rate): number => 60_000 / per_minute;

/** The longest time until a bucket is full: it is empty, and another whole bucket is owed. */
const most_owed = (rate: Rate): number => 2 * rate.burst * interval(rate);
