import { conversing, searchRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const search = new Noun();

search.openapi(inWorkspace(routes.search), async (c) => {
	return answer(c, await c.var.workspace.searchMessages(conversing(c.req.valid("query"))), 200);
});
