import { reactionRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const reactions = new Noun();

reactions.openapi(inWorkspace(routes.add), async (c) => {
	const { message_id } = c.req.valid("param");
	const changed = await c.var.workspace.addReaction({ message_id, ...c.req.valid("json") });
	return answer(c, changed, changed.event ? 201 : 200);
});

reactions.openapi(inWorkspace(routes.remove), async (c) => {
	return answer(c, await c.var.workspace.removeReaction(c.req.valid("param")), 200);
});
