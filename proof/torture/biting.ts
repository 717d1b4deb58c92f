import { expect } from "vitest";
import type { Check, Entry } from "./history.ts";
import { judge } from "./judge.ts";
import { act } from "./sketch.ts";

/** A check, the rule that is broken, in which way, what is right as far as it goes, and what breaks it. */
export type Case = [check: Check, rule: string, how: string, right: Entry[], wrong: Entry[]];

/** What has nothing to do with it. */
const noise = Array.from({ length: 60 }, (_, i): Entry[] => [
	act(i, "updateProfile", { who: "cat", session: "s-cat" }),
	{ kind: "fault", at: i, what: "a socket is cut" },
]).flat();

const longest_story = 12;

/** The check finds nothing in what is right, finds what breaks it, and shows it in a few entries out of many. */
export function bites([check, rule, , right, wrong]: Case): void {
	expect(check(right)).toEqual([]);
	const { shown } = judge([...noise, ...right, ...wrong, ...noise], [check]);
	expect(shown.map(({ violation }) => violation.rule)).toContain(rule);
	for (const { history } of shown) expect(history.length).toBeLessThan(longest_story);
}
