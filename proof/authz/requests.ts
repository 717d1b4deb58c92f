import { file, form_type, formOf, picture } from "../forms.ts";
import { inputOf, isNeeded } from "../operations.ts";
import { type Request, sealed } from "../request.ts";
import { upgrade } from "../websocket.ts";
import type { Caller, Headers } from "./callers.ts";
import { type Use, type Values, uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { expected } from "./expected.ts";
import type { Place, Target } from "./people.ts";

/** A way to use an operation, on something, by somebody. */
export interface Call {
	use: Use;
	target: Target;
	caller: Caller;
	door: Door;
}

/** How somebody calls. */
export type Door = "http" | "socket";

/** The doors that are open to a caller: those who may listen in the workspace can act there on a socket. */
export function doorsOf(use: Use, caller: Caller): Door[] {
	const connect = { use: uses.find(({ name }) => name === "connect")!, target: "here", caller, door: "http" } as const;
	const isOpen = use.operation.isAct && !caller.isForged && expected(connect) === "ok";
	return isOpen ? ["http", "socket"] : ["http"];
}

/** A request, and what it is as an act: on the socket of whoever has these headers. */
export interface Asked extends Request {
	act?: { by: Headers; name: string; input: object };
}

/** What stands for each name that an operation has to be given. */
const usual = (place: Place, env: Environment): object => ({
	...place,
	user_id: env.people.bystander.id,
	member_ids: [env.people.bystander.id],
	token: env.tokens.annex_invite,
	name: env.fresh("new"),
	email: `${env.fresh("new")}@example.com`,
	body: env.fresh("hello"),
	remind_at: new Date(Date.now() + 86_400_000).toISOString(),
	send_at: new Date(Date.now() + 86_400_000).toISOString(),
	owner_id: env.people.bystander.id,
	workspace_route_id: place.workspace_id,
	target_id: place.channel_id,
	emoji: "🦞",
	avatar: "0".repeat(32),
	seq: 1,
	q: "kelp",
});

/** The call as it goes over the wire: with what it has to be given, what its way says, and what is said besides. */
export async function prepare(env: Environment, call: Call, besides = {}): Promise<Asked> {
	const { use, target, caller, door } = call;
	const { method, path: template, answers } = use.operation;
	const place = env.places[target];
	const own: Values = { ...(await use.values?.(place, env, caller)), ...besides };
	const needed = Object.entries(usual(place, env)).filter(([name]) => isNeeded(use.operation, name));
	const { path, query, body } = inputOf(use.operation, { ...Object.fromEntries(needed), ...own });
	const parts = new Map(Object.entries(path ?? {}));
	const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.get(name)));
	const search = new URLSearchParams(query as Record<string, string>).toString();
	const by = own.headers ?? caller.headers;
	const headers = {
		host: new URL(env.site.url).host,
		...by,
		...(answers["101"] && upgrade),
		...(body && { "content-type": "application/json" }),
		...(use.operation.isForm && { "content-type": form_type }),
	};
	const request = sealed({
		method,
		path: search === "" ? filled : `${filled}?${search}`,
		headers: Object.entries(headers),
		...(body && { body: Buffer.from(JSON.stringify(body)) }),
		...(use.operation.isForm && { body: formOf(file("kelp.png", picture)) }),
	});
	if (door === "http") return request;
	return { ...request, act: { by, name: use.operation.name, input: { ...body, ...query, ...path } } };
}
