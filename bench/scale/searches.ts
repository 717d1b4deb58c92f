import type { UserId } from "@clickclack/sdk";
import { share } from "../statistics.ts";
import { ask } from "./ask.ts";
import type { Filled } from "./fill.ts";
import type { Prepared } from "./prepare.ts";
import { word } from "./words.ts";

/** How many different searches there are of each kind. */
export const asked = 40;
const warm_ups = 2;

export interface Search {
	what: string;
	p50: number;
	p95: number;
	small_p50: number;
}

/** From the commonest word to ones that few messages have; the first ones are frequent in every channel. */
const wordOf = (n: number): string => word(Math.floor(1.25 ** (n + 1)) - 1);
const dayOf = (n: number): string => new Date(Date.now() - (1 + n * 15) * 86_400_000).toISOString().slice(0, 10);
const handleOf = (n: number): string => `${word(n + 8)}-${n + 8}`;
const channelOf = (n: number): string => `${word(1 + (n % 9))}-${word(3 * (1 + (n % 9)))}`;

/** Every second one has words too. */
const withWords = (operator: (n: number) => string) => (n: number) =>
	n % 2 === 0 ? operator(n) : `${operator(n)} ${wordOf(n)}`;
const both = (name: string, operator: (n: number) => string): [string, (n: number) => string][] => [
	[name, withWords(operator)],
	[`-${name}`, withWords((n) => `-${operator(n)}`)],
];

const is = ["thread", "saved", "pinned", "unread"].map((what) => `is:${what}`);
const has = ["link", "reaction", "pin", "poll"].map((what) => `has:${what}`);
const kinds: [what: string, q: (n: number) => string][] = [
	["words alone", wordOf],
	...both("from:", (n) => `from:@${handleOf(n)}`),
	...both("in:", (n) => `in:#${channelOf(n)}`),
	...both("with:", (n) => `with:@${handleOf(n)}`),
	...[...has, ...is, "mentions:me"].flatMap((one) => both(one, () => one)),
	...["before:", "after:", "on:"].flatMap((name) => both(name, (n) => `${name}${dayOf(n)}`)),
	...both("during:", (n) => `during:${dayOf(n).slice(0, 7)}`),
];

async function once(url: string, { workspace_id }: Filled, who: UserId, q: string): Promise<number> {
	const query = new URLSearchParams({ workspace_id, q, scope: "all", syntax: "operators" });
	return (await ask(url, { method: "GET", path: `/api/search?${query.toString()}`, who })).ms;
}

/** Who searches: in as many channels as most, and in every one. */
const people = ["member", "everywhere"] as const;

/** Times many different searches of each kind, in turns with the same in the small workspace. */
export async function* measureSearches(url: string, { big, small }: Prepared): AsyncGenerator<Search> {
	for (const who of people)
		for (const [kind, q] of kinds) {
			const all = { big: [] as number[], small: [] as number[] };
			for (let n = -warm_ups; n < asked; n++)
				for (const [side, at] of Object.entries({ big, small }) as ["big" | "small", Filled][]) {
					const ms = await once(url, at, at.cast[who], q(Math.abs(n)));
					if (n >= 0) all[side].push(ms);
				}
			const what = who === "member" ? kind : `${kind} (in every channel)`;
			yield { what, p50: share(all.big, 0.5), p95: share(all.big, 0.95), small_p50: share(all.small, 0.5) };
		}
}
