import { type Who, expectations } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { casesOf, declared, named, uses } from "./operations.ts";

test("every operation is tried", () => {
	const untried = declared.map((route) => route.operationId).filter((id) => casesOf(id).length === 0);
	expect(untried, "give each a case in proof/authz/cases").toEqual([]);
});

test("what is tried is an operation", () => {
	const ids = new Set<string>(declared.map((route) => route.operationId));
	expect(named.filter((name) => !ids.has(name))).toEqual([]);
});

test("the rule that a route declares is tried, not only its exceptions", () => {
	const tried = (id: string, who: Who) => casesOf(id).some((one) => (one.who ?? who) === who && !one.meets);
	const untried = declared.filter((route) => !tried(route.operationId, route["x-who"]));
	// who holds a session that was ended is told so, whatever the link is good for
	expect(untried.map((route) => route.operationId)).toEqual(["runJob", "acceptInvite"]);
});

test("a route is for anybody, or for the operator, exactly where it asks for that credential", () => {
	for (const route of declared) {
		expect(route["x-who"] === "anybody", route.operationId).toBe(route["x-access"] === "public");
		expect(route["x-who"] === "the operator", route.operationId).toBe(route["x-access"] === "operator");
	}
});

test("every rule is some route's", () => {
	const used = new Set(uses.map((use) => use.who));
	expect(Object.keys(expectations).filter((who) => !used.has(who as Who))).toEqual([]);
});
