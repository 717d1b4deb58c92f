import { expect, test } from "vitest";
import { parse } from "yaml";
import { printed } from "../scripts/gen.ts";
import { limitedOperations, limits } from "./limits.ts";
import { routes } from "./openapi.ts";

const all = Object.values(routes).flatMap((noun) => Object.values(noun));

test("every operation that changes something has a limit of its own, and every limit is of an operation", () => {
	const changing = all.filter((route) => route.method !== "get" && route["x-access"] !== "operator");
	expect(changing.map((route) => route.operationId).filter((name) => !limitedOperations.has(name))).toEqual([]);
	const known = new Set<string>(all.map((route) => route.operationId));
	expect([...limitedOperations].filter((name) => !known.has(name))).toEqual([]);
});

test("the document tells how often, and that an answer says when to come back", () => {
	const { paths, components } = parse(printed());
	expect(paths["/api/search"].get).toMatchObject({ "x-rate-limit": limits.search });
	expect(paths["/api/me"].get).not.toHaveProperty("x-rate-limit");
	for (const name of ["rate_limited", "unavailable"])
		expect(components.responses[name].headers).toHaveProperty("Retry-After");
});
