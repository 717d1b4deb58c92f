import { readRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const reads = noun();

reads.openapi(inWorkspace(routes.mark), async (c) => {
	const { channel_id } = c.req.valid("param");
	const receipt = await c.var.workspace.markRead({ channel_id, ...c.req.valid("json") });
	return c.json({ receipt }, 200);
});
