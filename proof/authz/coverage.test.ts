import { type Policy, policies } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { casesOf, declared, named, uses } from "./operations.ts";

test("every operation is tried", () => {
	const untried = declared.map((route) => route.name).filter((id) => casesOf(id).length === 0);
	expect(untried, "give each a case in proof/authz/cases").toEqual([]);
});

test("what is tried is an operation", () => {
	const ids = new Set<string>(declared.map((route) => route.name));
	expect(named.filter((name) => !ids.has(name))).toEqual([]);
});

test("the rule that a route declares is tried, not only its exceptions", () => {
	const tried = (id: string, who: Policy) => casesOf(id).some((one) => (one.who ?? who) === who && !one.meets);
	const untried = declared.filter((route) => !tried(route.name, route["who"]));
	// who holds a session that was ended is told so, whatever the link is good for
	expect(untried.map((route) => route.operationId)).toEqual(["runJob", "acceptInvite"]);
});

test("a route is for anybody, or for the operator, exactly where it asks for that credential", () => {
	for (const route of declared) {
		expect(route["who"] === "anybody", route.name).toBe(route["access"] === "public");
		expect(route["who"] === "the operator", route.name).toBe(route["access"] === "operator");
	}
});

test("every rule is some route's", () => {
	const used = new Set(uses.map((use) => use.who));
	expect(Object.keys(policies).filter((who) => !used.has(who as Policy))).toEqual([]);
});
