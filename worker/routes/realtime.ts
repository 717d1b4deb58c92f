import {
	ChatError,
	EventType,
	type Outcome,
	type WorkspaceId,
	conversing,
	ok,
	realtimeRoutes as routes,
} from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { type Context, Noun } from "../context.ts";
import { bearerProtocol } from "../middleware/actor.ts";
import { refuseForeign } from "../middleware/origin.ts";
import { doorOf, stubOf } from "../middleware/workspace.ts";
import { inDirectory, inWorkspace } from "../serve.ts";

export const realtime = new Noun();

realtime.openapi(inDirectory(routes.types), (c) => answer(c, { event_types: EventType.options }, 200));

realtime.openapi(inWorkspace(routes.list), async (c) =>
	answer(c, await c.var.workspace.listEvents(c.req.valid("query")), 200),
);

realtime.openapi(inWorkspace(routes.publish), async (c) => {
	const ephemeral = c.req.valid("json");
	const event = await doorOf(c, ephemeral.workspace_id).publishEphemeral(conversing(ephemeral));
	return answer(c, { event }, 202);
});

realtime.openapi(inWorkspace(routes.connect), (c) => {
	// a HEAD comes here too, and there is no socket without a body
	if (c.req.method !== "GET" || c.req.header("upgrade")?.toLowerCase() !== "websocket")
		throw new ChatError("upgrade_required", "this address is a WebSocket: ask for an upgrade");
	refuseForeign(c);
	return connect(c, c.req.valid("query").workspace_id);
});

/** A socket needs a Response, so this one goes by fetch. The actor travels in a header that only we write. */
async function connect(c: Context, workspace_id: WorkspaceId): Promise<Response> {
	const headers = new Headers(c.req.raw.headers);
	for (const secret of ["authorization", "cookie"]) headers.delete(secret);
	headers.set("x-clickclack-actor", JSON.stringify(c.var.actor));
	const protocol = bearerProtocol(c);
	if (protocol !== undefined) headers.set("sec-websocket-protocol", protocol);
	else headers.delete("sec-websocket-protocol");
	const response = await stubOf(c, workspace_id).fetch(new Request(c.req.raw, { headers }));
	return response.status === 101 ? response : ok(await response.json<Outcome<never>>());
}
