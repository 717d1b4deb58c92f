import { inputOf, isNeeded } from "../operations.ts";
import { type Request, sealed } from "../request.ts";
import { upgrade } from "../websocket.ts";
import type { Caller } from "./callers.ts";
import type { Use, Values } from "./cases.ts";
import type { Environment } from "./environment.ts";
import type { Place, Target } from "./people.ts";

/** A way to use an operation, on something, by somebody. */
export interface Call {
	use: Use;
	target: Target;
	caller: Caller;
}

/** What stands for each name that an operation has to be given. */
const usual = (place: Place, env: Environment): object => ({
	...place,
	user_id: env.people.bystander.id,
	token: env.tokens.annex_invite,
	name: env.fresh("new"),
	email: `${env.fresh("new")}@example.com`,
	body: env.fresh("hello"),
	owner_id: env.people.bystander.id,
	workspace_route_id: place.workspace_id,
	target_id: place.channel_id,
	emoji: "🦞",
	seq: 1,
	q: "kelp",
});

/** The call as it goes over the wire: with what it has to be given, what its way says, and what is said besides. */
export async function prepare(env: Environment, { use, target, caller }: Call, besides = {}): Promise<Request> {
	const { method, path: template, answers } = use.operation;
	const place = env.places[target];
	const own: Values = { ...(await use.values?.(place, env, caller)), ...besides };
	const needed = Object.entries(usual(place, env)).filter(([name]) => isNeeded(use.operation, name));
	const { path, query, body } = inputOf(use.operation, { ...Object.fromEntries(needed), ...own });
	const parts = new Map(Object.entries(path ?? {}));
	const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.get(name)));
	const search = new URLSearchParams(query as Record<string, string>).toString();
	const headers = {
		host: new URL(env.site.url).host,
		...(own.headers ?? caller.headers),
		...(answers["101"] && upgrade),
		...(body && { "content-type": "application/json" }),
	};
	return sealed({
		method,
		path: search === "" ? filled : `${filled}?${search}`,
		headers: Object.entries(headers),
		...(body && { body: Buffer.from(JSON.stringify(body)) }),
	});
}
