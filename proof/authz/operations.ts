import { type Policy, type Route, type Rule, operations, policies } from "@clickclack/protocol";
import type { Request } from "./ask.ts";
import type { Call, Case } from "./cases/case.ts";
import { channelCases } from "./cases/channel.ts";
import { serverCases } from "./cases/server.ts";
import { workspaceCases } from "./cases/workspace.ts";
import type { Kind } from "./kinds.ts";
import type { Target } from "./places.ts";

/** The routes of the contract. */
export const declared = Object.values<Route>(operations);

/** Ways to use each of them, by name. */
export function casesOf(id: string): Case[] {
	return [serverCases, workspaceCases, channelCases].flatMap((cases) => cases[id] ?? []);
}

/** The names under which there are cases. */
export const named = [serverCases, workspaceCases, channelCases].flatMap((cases) => Object.keys(cases));

const places: Record<NonNullable<Rule["inside"]>, Target[]> = {
	server: ["here"],
	workspace: ["here", "nowhere"],
	channel: ["public", "room", "closed", "missing"],
};

/** One way to use one operation, and what it is held to. */
export interface Use {
	name: string;
	method: string;
	path: string;
	who: Policy;
	targets: Target[];
	isUnsafe: boolean;
	case: Case;
}

export const uses: Use[] = declared.flatMap((route) =>
	casesOf(route.name).map((one): Use => {
		const who = one.who ?? route.who;
		const { inside = "server" }: Rule = policies[who];
		return {
			name: one.way === undefined ? route.name : `${route.name} (${one.way})`,
			method: route.method.toUpperCase(),
			path: route.path,
			who,
			targets: one.targets ?? places[inside],
			isUnsafe: route.method !== "get",
			case: one,
		};
	}),
);

/** The call as it goes over the wire, by a caller of this kind. */
export function requestFor(use: Use, { path = {}, query = {}, body, headers }: Call, kind: Kind): Request {
	const filled = use.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name]!));
	const search = new URLSearchParams(query).toString();
	return {
		method: use.method,
		path: search === "" ? filled : `${filled}?${search}`,
		headers: { ...(headers ?? kind.headers), ...(body !== undefined && { "content-type": "application/json" }) },
		...(body !== undefined && { body: JSON.stringify(body) }),
	};
}
