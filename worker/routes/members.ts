import { memberRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const members = noun();

members.openapi(inWorkspace(routes.list), async (c) => {
	return c.json(await c.var.workspace.listMembers(c.req.valid("query")), 200);
});

members.openapi(inWorkspace(routes.moderate), async (c) => {
	const { user_id } = c.req.valid("param");
	const member = await c.var.workspace.moderateMember({ user_id, ...c.req.valid("json") });
	return c.json({ member }, 200);
});

members.openapi(inWorkspace(routes.remove), async (c) => {
	await c.var.workspace.removeMember(c.req.valid("param"));
	return c.json({ ok: true as const }, 200);
});
