import { searchRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const search = noun();

search.openapi(inWorkspace(routes.search), async (c) => {
	return c.json(await c.var.workspace.searchMessages(c.req.valid("query")), 200);
});
