import type { Answer } from "../http.ts";
import { callers } from "./callers.ts";
import type { Environment } from "./environment.ts";
import { type Pair, hiddenDetails, hiddenTargets } from "./hidden.ts";
import type { Mismatch } from "./matrix.ts";

/** How long the two answers took: medians, and how far the signs of the differences are from chance. */
export interface Timing {
	pair: Pair;
	hidden_ms: number;
	nothing_ms: number;
	difference_ms: number;
	z: number;
}

const no_matter = new Set(["x-request-id", "x-correlation-id", "date"]);
const of_the_moment = /"request_id":"\w+"|"eph_\d+"|"created_at":"[^"]+"/g;
/** What the caller has said is said back to them. */
const echoed = /"thread_root_id":"\w+"/g;

/** All of an answer that may not differ. */
function told({ status, headers, body }: Answer): string {
	const kept = headers.filter(([name]) => !no_matter.has(name));
	return JSON.stringify([status, kept, body.replaceAll(of_the_moment, "").replaceAll(echoed, "")]);
}

/** What differs in one of two pairs by chance differs so in 136 of these, once in 3 million times. */
export const pairs_to_be_sure = 200;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Beyond chance, and beyond what is allowed. */
export const isTelling = ({ pair: { limit }, z, nothing_ms, difference_ms }: Timing): boolean =>
	Math.abs(z) >= 5 && Math.abs(difference_ms) >= Math.max(limit.ms, limit.part * nothing_ms);

export function row({ pair, hidden_ms, nothing_ms, difference_ms, z }: Timing): string {
	const name = `${pair.what} by ${pair.who}`.padEnd(50);
	const times = [hidden_ms, nothing_ms, difference_ms].map((ms) => ms.toFixed(3).padStart(8)).join(" ");
	return `${name} ${times} ms ${z.toFixed(1).padStart(6)}`;
}

/** Whether what one may not see answers exactly as what does not exist. */
export class SideChannels {
	readonly #env: Environment;
	readonly mismatches: Mismatch[] = [];
	constructor(env: Environment) {
		this.#env = env;
	}

	async pairs(): Promise<Pair[]> {
		const all = callers(this.#env);
		return [...(await hiddenTargets(this.#env, all)), ...(await hiddenDetails(this.#env, all))];
	}

	async compare({ what, who, hidden, nothing }: Pair): Promise<void> {
		const [one, other] = [told(await this.#env.ask(hidden)), told(await this.#env.ask(nothing))];
		if (one === other) return;
		this.mismatches.push({ what: `${what} by ${who} tells what is there`, again: `${one}\n    ${other}` });
	}

	/** What seems to tell is timed once more, as long as the long form does, before it counts. */
	async judge(pair: Pair, pairs: number): Promise<Timing> {
		const timing = await this.#time(pair, pairs);
		return isTelling(timing) ? this.#time(pair, pairs_to_be_sure) : timing;
	}

	/** In pairs, so that what slows the machine slows both; each goes first as often as the other. */
	async #time(pair: Pair, pairs: number): Promise<Timing> {
		const took: { hidden: number[]; nothing: number[] } = { hidden: [], nothing: [] };
		for (let i = 0; i < pairs; i++)
			for (const side of i % 2 ? (["hidden", "nothing"] as const) : (["nothing", "hidden"] as const))
				took[side].push((await this.#env.ask(pair[side])).took_ms);
		const differences = took.hidden.map((ms, i) => ms - took.nothing[i]!);
		const slower = differences.filter((ms) => ms > 0).length;
		return {
			pair,
			hidden_ms: median(took.hidden),
			nothing_ms: median(took.nothing),
			difference_ms: median(differences),
			z: (2 * slower - pairs) / Math.sqrt(pairs),
		};
	}
}
