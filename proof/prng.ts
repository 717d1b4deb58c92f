import { createHash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A pseudo-random number generator: the same seed gives the same numbers. */
export class Prng {
	readonly #seed: string;
	readonly #rng: ReturnType<typeof xoroshiro128plus>;

	constructor(seed: number | string) {
		this.#seed = String(seed);
		// seeds that follow each other begin alike in this generator, so they are mixed first
		this.#rng = xoroshiro128plus(createHash("sha256").update(this.#seed).digest().readInt32BE(0));
	}

	/** Another generator: whatever is drawn from this one changes nothing about that one. */
	for(name: string | number): Prng {
		return new Prng(`${this.#seed}/${name}`);
	}

	/** From 0 to `end` − 1. */
	below(end: number): number {
		return uniformInt(this.#rng, 0, end - 1);
	}

	chance(probability: number): boolean {
		return this.below(1_000_000) < probability * 1_000_000;
	}

	of<T>(all: readonly T[]): T | undefined {
		return all.length === 0 ? undefined : all[this.below(all.length)];
	}

	/** A key, as often as its weight says. */
	weighted<K extends string>(weights: Record<K, number>): K {
		const all = Object.entries(weights) as [K, number][];
		let left = this.below(all.reduce((sum, [, weight]) => sum + weight, 0));
		return all.find(([, weight]) => (left -= weight) < 0)![0];
	}
}
