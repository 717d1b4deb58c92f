import fc from "fast-check";
import type { Answer } from "../http.ts";
import type { Environment } from "./environment.ts";
import type { Pair } from "./hidden.ts";

const no_matter = new Set(["x-request-id", "x-correlation-id", "date"]);
/** What has to do with the moment, and what the caller has said, which is said back to them. */
const no_news = /"request_id":"\w+"|"eph_\d+"|"created_at":"[^"]+"|"thread_root_id":"\w+"/g;

/** All of an answer that may not differ. */
export function told({ status, headers, body }: Answer): string {
	const kept = headers.filter(([name]) => !no_matter.has(name));
	return [status, ...kept.map((header) => header.join(": ")), body.replaceAll(no_news, "")].join("\n");
}

/** Whether what one may not see answers exactly as what does not exist. */
export async function compare(env: Environment, pairs: Pair[]): Promise<string> {
	for (const { what, hidden, nothing } of pairs) {
		const [one, other] = [told(await env.ask(hidden)), told(await env.ask(nothing))];
		if (one !== other) env.wrong(`${what} tells what is there`, `${one}\n${other}`);
	}
	return `${pairs.length} pairs of something hidden and nothing`;
}

/** What differs in one of two pairs by chance differs so in 136 of these, once in 3 million times. */
const pairs_to_be_sure = 200;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/**
 * How much longer the hidden takes, where that is beyond chance, and beyond what is allowed. In pairs, so that what slows
 * the machine slows both; each goes first as often as the other.
 */
async function difference(env: Environment, pair: Pair, times: number): Promise<string | undefined> {
	const took: Record<"hidden" | "nothing", number[]> = { hidden: [], nothing: [] };
	for (let i = 0; i < times; i++)
		for (const side of i % 2 ? (["hidden", "nothing"] as const) : (["nothing", "hidden"] as const))
			took[side].push((await env.ask(pair[side])).took_ms);
	const differences = took.hidden.map((ms, i) => ms - took.nothing[i]!);
	const [whole_ms, more_ms] = [median(took.nothing), median(differences)];
	const z = (2 * differences.filter((ms) => ms > 0).length - times) / Math.sqrt(times);
	const isTelling = Math.abs(z) >= 5 && Math.abs(more_ms) >= Math.max(pair.limit.ms, pair.limit.part * whole_ms);
	return isTelling ? `${more_ms.toFixed(3)} ms more than ${whole_ms.toFixed(3)}, z ${z.toFixed(1)}` : undefined;
}

/** In the short form a few of the pairs, by the seed; fewer than 25 times could never be beyond chance. */
export async function time(env: Environment, pairs: Pair[], isShort: boolean, seed: number): Promise<string> {
	const few = fc.shuffledSubarray(pairs, { minLength: 12, maxLength: 12 });
	const [all, times] = isShort ? [fc.sample(few, { seed, numRuns: 1 })[0]!, 40] : [pairs, pairs_to_be_sure];
	for (const pair of all) {
		// what seems to tell is timed once more, as long as the long form does, before it counts
		const more = (await difference(env, pair, times)) && (await difference(env, pair, pairs_to_be_sure));
		if (more !== undefined) env.wrong(`${pair.what}: time tells`, more);
	}
	return `${all.length} of them ${times} times`;
}
