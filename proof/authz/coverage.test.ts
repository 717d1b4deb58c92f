import { policies } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { operations } from "../operations.ts";
import { uses } from "./cases.ts";

test("the rule that a route declares is tried, not only its exceptions", () => {
	const usual = uses.filter((use) => use.who === use.operation.who && !use.meets).map(({ operation }) => operation);
	const others = operations.filter((one) => !usual.includes(one)).map(({ name }) => name);
	// nobody has a picture of that name;
	// the other callers are checked by who owns the workspace; who holds a session that was ended is told so, whatever the
	// link is good for; nobody reports a message of their own
	expect(others).toEqual(["getAvatar", "transferOwnership", "acceptInvite", "reportMessage"]);
});

test("every rule is some route's", () => {
	const used = new Set<string>(uses.map(({ who }) => who));
	expect(Object.keys(policies).filter((who) => !used.has(who))).toEqual([]);
});
