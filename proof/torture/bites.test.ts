import { describe, expect, test } from "vitest";
import { Torture } from "./torture.ts";

const never = { cut: Infinity, stall: Infinity, stop: Infinity, stop_directory: Infinity, kill: Infinity };

/** A story longer than this hides what it tells. */
const longest_story = 12;

/** The rules that a server with this fault is seen to break, in as many waves as it takes to see them. */
async function broken(fault: string, rules: string[], waves: number): Promise<Set<string>> {
	const torture = await Torture.start({ seed: 1, people: 8, climate: never, patience_ms: 4_000, fault });
	const seen = new Set<string>();
	try {
		for (let wave = 0; wave < waves && !rules.every((rule) => seen.has(rule)); wave++)
			for (const { violation, history } of await torture.wave(400)) {
				seen.add(violation.rule);
				expect(history.length, violation.what).toBeLessThan(longest_story);
			}
	} finally {
		await torture.end();
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

	test("one that does no wrong is not", async () => {
		expect(await broken("none", ["any"], 1)).toEqual(new Set());
	});
});
