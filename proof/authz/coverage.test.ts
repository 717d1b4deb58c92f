import { type Policy, policies } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { operations } from "../operations.ts";
import { exceptions, uses } from "./cases.ts";

test("what is tried in a way of its own is an operation", () => {
	const ids = new Set(operations.map(({ name }) => name));
	expect(Object.keys(exceptions).filter((name) => !ids.has(name))).toEqual([]);
});

test("the rule that a route declares is tried, not only its exceptions", () => {
	const tried = new Set(
		uses.filter((use) => use.who === use.operation.who && !use.meets).map(({ operation }) => operation),
	);
	const untried = operations.filter((operation) => !tried.has(operation));
	// who holds a session that was ended is told so, whatever the link is good for
	expect(untried.map(({ name }) => name)).toEqual(["acceptInvite"]);
});

test("a route is for anybody, or for the operator, exactly where it asks for that credential", () => {
	for (const { name, who, access } of operations) {
		expect(who === "anybody", name).toBe(access === "public");
		expect(who === "the operator", name).toBe(access === "operator");
	}
});

test("every rule is some route's", () => {
	const used = new Set(uses.map(({ who }) => who));
	expect(Object.keys(policies).filter((who) => !used.has(who as Policy))).toEqual([]);
});
