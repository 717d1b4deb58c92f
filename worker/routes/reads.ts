import { readRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const reads = new Noun();

reads.openapi(inWorkspace(routes.mark), async (c) => {
	const { channel_id } = c.req.valid("param");
	const receipt = await c.var.workspace.markRead({ conversation_id: channel_id, ...c.req.valid("json") });
	return answer(c, { receipt }, 200);
});
