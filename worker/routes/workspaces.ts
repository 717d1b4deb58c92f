import { workspaceRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { nearCaller } from "../location.ts";
import { directoryOf } from "../middleware/directory.ts";
import { inDirectory, inWorkspace } from "../serve.ts";

export const workspaces = new Noun();

workspaces.openapi(inDirectory(routes.list), async (c) => {
	return answer(c, await c.var.directory.listWorkspaces({}), 200);
});

workspaces.openapi(inDirectory(routes.create), async (c) => {
	const workspace = await c.var.directory.createWorkspace({ ...c.req.valid("json"), near: nearCaller(c) });
	return answer(c, { workspace }, 201);
});

workspaces.openapi(inWorkspace(routes.get), async (c) => {
	return answer(c, { workspace: await c.var.workspace.getWorkspace({}) }, 200);
});

workspaces.openapi(inWorkspace(routes.update), async (c) => {
	const { workspace_id } = c.req.valid("param");
	const { slug, ...change } = c.req.valid("json");
	if (slug === undefined) return answer(c, await c.var.workspace.updateWorkspace(change), 200);
	return answer(c, await directoryOf(c.env, c.var.actor).updateWorkspace({ workspace_id, slug, ...change }), 200);
});
