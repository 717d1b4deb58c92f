import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { adminRoutes } from "./admin.ts";
import { authRoutes } from "./auth.ts";
import { channelMemberRoutes } from "./channel-members.ts";
import { channelRoutes } from "./channels.ts";
import { ErrorBody, errorStatus } from "./errors.ts";
import { ServerEvent, ServerFrame } from "./frames.ts";
import { healthRoutes } from "./health.ts";
import { inviteRoutes } from "./invites.ts";
import { jobRoutes } from "./jobs.ts";
import { limitOf, limitedOperations, limits } from "./limits.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import { reactionRoutes } from "./reactions.ts";
import { readRoutes } from "./reads.ts";
import { realtimeRoutes } from "./realtime.ts";
import { failureName } from "./route.ts";
import { searchRoutes } from "./search.ts";
import { snapshotRoutes } from "./snapshot.ts";
import { threadRoutes } from "./threads.ts";
import { meRoutes } from "./users.ts";
import { workspaceRoutes } from "./workspaces.ts";

/** The HTTP contract, noun by noun. */
export const routes = {
	health: healthRoutes,
	auth: authRoutes,
	me: meRoutes,
	admin: adminRoutes,
	jobs: jobRoutes,
	workspaces: workspaceRoutes,
	snapshot: snapshotRoutes,
	members: memberRoutes,
	invites: inviteRoutes,
	channels: channelRoutes,
	channelMembers: channelMemberRoutes,
	messages: messageRoutes,
	threads: threadRoutes,
	reactions: reactionRoutes,
	reads: readRoutes,
	realtime: realtimeRoutes,
	search: searchRoutes,
};

const info = {
	title: "ClickClack",
	version: "0.1.0",
	description:
		"Self-hostable team chat. Everything that the app does, this API does. The socket is described in REALTIME.md. Of each operation, `x-access` says which credential it asks for (a scope is one that a bot can be given) and `x-who` who of those that have it may. What one may not see answers 404, like what does not exist.",
	license: { name: "MIT", identifier: "MIT" },
};

/** With these a client comes back by itself. */
const retry = {
	"Retry-After": {
		schema: { type: "integer" as const, minimum: 1 },
		description: "Seconds to wait before asking again",
	},
};
const passing: number[] = [errorStatus.rate_limited, errorStatus.unavailable];

/** One answer per failing status, which all routes share. */
function registerFailures(registry: OpenAPIRegistry) {
	registry.register("Error", ErrorBody);
	const content = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
	for (const [status, same] of Map.groupBy(Object.entries(errorStatus), ([, status]) => status))
		registry.registerComponent("responses", failureName(status), {
			description: same.map(([code]) => code).join(", "),
			...(passing.includes(status) && { headers: retry }),
			content,
		});
}

/** What stands in the document and in no route: how often one may call it. */
const paced = <R extends { operationId: string }>(route: R) =>
	limitedOperations.has(route.operationId) ? { ...route, "x-rate-limit": limits[limitOf(route.operationId)] } : route;

/** The whole contract as an OpenAPI 3.1 document. */
export function openapi() {
	const registry = new OpenAPIRegistry();
	registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
	registry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "cc_session" });
	registry.registerComponent("securitySchemes", "operator", {
		type: "http",
		scheme: "bearer",
		description: "ADMIN_TOKEN, which `npm run deploy` sets",
	});
	registerFailures(registry);
	const all = Object.values(routes).flatMap((noun) => Object.values(noun));
	for (const route of all) registry.registerPath(paced(route));
	registry.register("ServerEvent", ServerEvent);
	registry.register("ServerFrame", ServerFrame);
	const servers = [{ url: "/", description: "This server" }];
	const tags = [...new Set(all.flatMap((route) => route.tags))].map((name) => ({ name }));
	return new OpenApiGeneratorV31(registry.definitions).generateDocument({ openapi: "3.1.0", info, servers, tags });
}
