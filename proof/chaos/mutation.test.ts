import { describe, expect, test } from "vitest";
import { Chaos } from "./chaos.ts";

/** A longer history hides what it shows. */
const longest_history = 12;

/** The rules that a server with this fault is seen to break, in as many rounds as it takes to see them. */
async function broken(fault: string, rules: string[], rounds: number): Promise<Set<string>> {
	const chaos = await Chaos.start({ seed: 1, people: 8, rates: {}, fault });
	const seen = new Set<string>();
	try {
		for (let round = 0; round < rounds && !rules.every((rule) => seen.has(rule)); round++)
			for (const { violation, history } of await chaos.round(400)) {
				seen.add(violation.rule);
				expect(history.length, violation.what).toBeLessThan(longest_history);
			}
	} finally {
		await chaos.end();
	}
	return seen;
}

describe("a server that does wrong once in a thousand is found out", { timeout: 60_000 }, () => {
	test.each([
		["lose", ["omission"]],
		["double", ["once"]],
		["reorder", ["order"]],
		["leak", ["leak"]],
		["forget", ["acknowledged"]],
		["twice,unindex,miscount,linger", ["once", "search", "unread", "revoked"]],
	])("%s", async (fault, rules) => {
		expect([...(await broken(fault, rules, 12))]).toEqual(expect.arrayContaining(rules));
	});
});
