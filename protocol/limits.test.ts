import { expect, test } from "vitest";
import { parse } from "yaml";
import { printed } from "../scripts/gen.ts";
import { limitedOperations, limits } from "./limits.ts";
import { routes } from "./openapi.ts";

const all = Object.values(routes).flatMap((noun) => Object.values(noun));

test("every operation that changes something or that a person reads has a limit of its own, and every limit is of an operation", () => {
	const isOpen = (route: (typeof all)[number]) => route.method === "get" && route["x-access"] === "public";
	const limited = all.filter((route) => !isOpen(route) && route["x-access"] !== "operator");
	expect(limited.map((route) => route.operationId).filter((name) => !limitedOperations.has(name))).toEqual([]);
	const known = new Set<string>(all.map((route) => route.operationId));
	expect([...limitedOperations].filter((name) => !known.has(name))).toEqual([]);
});

test("the document tells how often, and that an answer says when to come back", () => {
	const { paths, components } = parse(printed());
	expect(paths["/api/search"].get).toMatchObject({ "x-rate-limit": limits.search });
	expect(paths["/api/me"].get).toMatchObject({ "x-rate-limit": limits.read });
	expect(paths["/api/event-types"].get).not.toHaveProperty("x-rate-limit");
	for (const name of ["rate_limited", "unavailable"])
		expect(components.responses[name].headers).toHaveProperty("Retry-After");
});
