import { ChatError, EventType, type Outcome, type WorkspaceId, ok } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { bearerProtocol } from "../middleware/actor.ts";
import { refuseForeign } from "../middleware/origin.ts";
import { stubOf } from "../middleware/workspace.ts";
import type { Handlers } from "../mount.ts";

export const realtime = {
	listEventTypes: () => EventType.options,

	connect(c, { workspace_id }) {
		// HEAD requests arrive here too, and a socket needs GET
		if (c.req.method !== "GET" || c.req.header("upgrade")?.toLowerCase() !== "websocket")
			throw new ChatError("upgrade_required", "this address is a WebSocket: ask for an upgrade");
		refuseForeign(c);
		return connect(c, workspace_id);
	},
} satisfies Handlers;

/** An upgrade needs a Response, so this call uses fetch. The actor travels in a header that only we set. */
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
