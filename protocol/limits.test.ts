import { expect, test } from "vitest";
import { parse } from "yaml";
import { printed } from "../scripts/gen.ts";
import { limits } from "./limits.ts";
import { operations } from "./operations.ts";
import type { Route } from "./route.ts";

test("every operation that changes something or that a person reads has its own limit", () => {
	const isOpen = ({ method, access }: Route) => method === "get" && access === "public";
	const limited = Object.values<Route>(operations).filter((route) => !isOpen(route) && route.access !== "operator");
	expect(limited.filter(({ limit }) => limit === "any").map(({ name }) => name)).toEqual([]);
});

test("the document has the limits and the Retry-After header", () => {
	const { paths, components } = parse(printed());
	expect(paths["/api/search"].get).toMatchObject({ "x-rate-limit": limits.search });
	expect(paths["/api/me"].get).toMatchObject({ "x-rate-limit": limits.read });
	expect(paths["/api/event-types"].get).not.toHaveProperty("x-rate-limit");
	for (const name of ["rate_limited", "unavailable"])
		expect(components.responses[name].headers).toHaveProperty("Retry-After");
});
