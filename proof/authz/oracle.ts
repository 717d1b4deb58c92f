import { type Answer, type Request, ask } from "./ask.ts";
import { kinds } from "./kinds.ts";
import type { Mismatch } from "./matrix.ts";
import { type Secret, secretDetails, secretTargets } from "./secrets.ts";
import type { Stage } from "./stage.ts";

/** How long the two answers took: medians, and how far the signs of the differences are from chance. */
export interface Timing {
	secret: Secret;
	hidden_ms: number;
	nothing_ms: number;
	/** the median of the differences in pairs */
	difference_ms: number;
	/** standard deviations of a fair coin */
	z: number;
}

const no_matter = new Set(["x-request-id", "x-correlation-id", "date"]);
const of_the_moment = /"request_id":"\w+"|"eph_\d+"|"created_at":"[^"]+"/g;

/** All of an answer that may not differ. */
function told({ status, headers, body }: Answer): string {
	const kept = Object.entries(headers).filter(([name]) => !no_matter.has(name));
	return JSON.stringify([status, kept, body.replaceAll(of_the_moment, "")]);
}

/** What differs in one of two pairs by chance differs so in 136 of these, once in 3 million times. */
export const pairs_to_be_sure = 200;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Beyond chance, and beyond what is allowed. */
export const isTelling = ({ secret: { limit }, z, nothing_ms, difference_ms }: Timing): boolean =>
	Math.abs(z) >= 5 && Math.abs(difference_ms) >= Math.max(limit.ms, limit.part * nothing_ms);

export function row({ secret, hidden_ms, nothing_ms, difference_ms, z }: Timing): string {
	const name = `${secret.what} by ${secret.who}`.padEnd(50);
	const times = [hidden_ms, nothing_ms, difference_ms].map((ms) => ms.toFixed(3).padStart(8)).join(" ");
	return `${name} ${times} ms ${z.toFixed(1).padStart(6)}`;
}

/** Whether what one may not see answers exactly as what does not exist. */
export class Oracle {
	readonly #stage: Stage;
	readonly mismatches: Mismatch[] = [];
	constructor(stage: Stage) {
		this.#stage = stage;
	}

	async secrets(): Promise<Secret[]> {
		const all = kinds(this.#stage);
		return [...(await secretTargets(this.#stage, all)), ...(await secretDetails(this.#stage, all))];
	}

	#ask(request: Request): Promise<Answer> {
		return ask(this.#stage.server.url, request);
	}

	async compare({ what, who, hidden, nothing }: Secret): Promise<void> {
		const [one, other] = [told(await this.#ask(hidden)), told(await this.#ask(nothing))];
		if (one === other) return;
		this.mismatches.push({ what: `${what} by ${who} tells what is there`, again: `${one}\n    ${other}` });
	}

	/** What seems to tell is timed once more, as long as the long form does, before it counts. */
	async judge(secret: Secret, pairs: number): Promise<Timing> {
		const timing = await this.#time(secret, pairs);
		return isTelling(timing) ? this.#time(secret, pairs_to_be_sure) : timing;
	}

	/** In pairs, so that what slows the machine slows both; each goes first as often as the other. */
	async #time(secret: Secret, pairs: number): Promise<Timing> {
		const took: { hidden: number[]; nothing: number[] } = { hidden: [], nothing: [] };
		for (let i = 0; i < pairs; i++)
			for (const side of i % 2 ? (["hidden", "nothing"] as const) : (["nothing", "hidden"] as const))
				took[side].push((await this.#ask(secret[side])).took_ms);
		const differences = took.hidden.map((ms, i) => ms - took.nothing[i]!);
		const slower = differences.filter((ms) => ms > 0).length;
		return {
			secret,
			hidden_ms: median(took.hidden),
			nothing_ms: median(took.nothing),
			difference_ms: median(differences),
			z: (2 * slower - pairs) / Math.sqrt(pairs),
		};
	}
}
