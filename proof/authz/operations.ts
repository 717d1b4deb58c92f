import { type Access, type Expectation, type Who, expectations } from "@clickclack/protocol";
import { routes } from "@clickclack/protocol/openapi";
import type { Request } from "./ask.ts";
import type { Call, Case } from "./cases/case.ts";
import { channelCases } from "./cases/channel.ts";
import { serverCases } from "./cases/server.ts";
import { workspaceCases } from "./cases/workspace.ts";
import type { Kind } from "./kinds.ts";
import type { Target } from "./places.ts";

interface Declared {
	operationId: string;
	method: string;
	path: string;
	"x-access": Access;
	"x-who": Who;
}

/** The routes of the contract. */
export const declared = Object.values(routes).flatMap((noun) => Object.values<Declared>(noun));

/** Ways to use each of them, by `operationId`. */
export function casesOf(id: string): Case[] {
	return [serverCases, workspaceCases, channelCases].flatMap((cases) => cases[id] ?? []);
}

/** The names under which there are cases. */
export const named = [serverCases, workspaceCases, channelCases].flatMap((cases) => Object.keys(cases));

const places: Record<NonNullable<Expectation["inside"]>, Target[]> = {
	server: ["here"],
	workspace: ["here", "nowhere"],
	channel: ["public", "room", "closed", "missing"],
};

/** One way to use one operation, and what it is held to. */
export interface Use {
	name: string;
	method: string;
	path: string;
	who: Who;
	targets: Target[];
	isUnsafe: boolean;
	case: Case;
}

export const uses: Use[] = declared.flatMap((route) =>
	casesOf(route.operationId).map((one): Use => {
		const who = one.who ?? route["x-who"];
		const { inside = "server" }: Expectation = expectations[who];
		return {
			name: one.way === undefined ? route.operationId : `${route.operationId} (${one.way})`,
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
