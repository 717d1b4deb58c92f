import type { Prng } from "../../proof/prng.ts";

/** Numbers from 0 on, of which the n-th comes 1/n as often as the first: as words do in a language, and talk in channels. */
export class Zipf {
	readonly #drawn: Uint32Array;

	constructor(count: number) {
		const shares = Array.from({ length: count }, (_, i) => 1 / (i + 1));
		const total = shares.reduce((sum, share) => sum + share, 0);
		this.#drawn = new Uint32Array(2 ** 20);
		let [at, passed] = [0, 0];
		for (const [i, share] of shares.entries()) {
			passed += share;
			while (at < (passed / total) * this.#drawn.length && at < this.#drawn.length) this.#drawn[at++] = i;
		}
	}

	draw(prng: Prng): number {
		return this.#drawn[prng.below(this.#drawn.length)]!;
	}
}

const [consonants, vowels] = ["bcdfghjklmnprstvwxyz", "aeiou"];
const syllable = (n: number): string =>
	consonants[n % consonants.length]! + vowels[Math.floor(n / consonants.length) % vowels.length]!;
const syllables = consonants.length * vowels.length;

/** The frequent ones are shorter. */
export function word(rank: number): string {
	const parts = [rank, Math.floor(rank / syllables), Math.floor(rank / syllables ** 2)];
	return (
		parts
			.slice(0, rank < syllables ** 2 ? 2 : 3)
			.map(syllable)
			.join("") + "k"
	);
}

const count = 30_000;
const ranks = new Zipf(count);
const words = Array.from({ length: count }, (_, rank) => word(rank));
/** In five of six messages, in one of six, and in one of ten thousand. */
export const [commonest_word, common_word, rare_word] = [words[0]!, words[10]!, words[20_000]!];

/** 64 to 200 characters. */
export function text(prng: Prng): string {
	const length = 64 + prng.below(130);
	let said = words[ranks.draw(prng)]!;
	while (said.length < length) said += ` ${words[ranks.draw(prng)]!}`;
	return said.slice(0, 200).trim();
}
