import { workspaceRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { nearCaller } from "../location.ts";
import { directoryOf } from "../middleware/directory.ts";
import { inDirectory, inWorkspace } from "../serve.ts";

export const workspaces = noun();

workspaces.openapi(inDirectory(routes.list), async (c) => {
	return c.json({ workspaces: await c.var.directory.listWorkspaces({}) }, 200);
});

workspaces.openapi(inDirectory(routes.create), async (c) => {
	const workspace = await c.var.directory.createWorkspace({ ...c.req.valid("json"), near: nearCaller(c) });
	return c.json({ workspace }, 201);
});

workspaces.openapi(inWorkspace(routes.get), async (c) => {
	return c.json({ workspace: await c.var.workspace.getWorkspace({}) }, 200);
});

workspaces.openapi(inWorkspace(routes.update), async (c) => {
	const { workspace_id } = c.req.valid("param");
	const { slug, ...change } = c.req.valid("json");
	if (slug === undefined) return c.json(await c.var.workspace.updateWorkspace(change), 200);
	return c.json(await directoryOf(c.env, c.var.actor).updateWorkspace({ workspace_id, slug, ...change }), 200);
});
