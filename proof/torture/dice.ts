import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** All chance of a run: the same seed throws the same numbers. */
export class Dice {
	readonly #rng: ReturnType<typeof xoroshiro128plus>;

	constructor(seed: number) {
		this.#rng = xoroshiro128plus(seed);
	}

	/** From 0 to `end` − 1. */
	below(end: number): number {
		return uniformInt(this.#rng, 0, end - 1);
	}

	chance(probability: number): boolean {
		return this.below(1_000_000) < probability * 1_000_000;
	}

	/** Any of them; undefined when there is none. */
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
