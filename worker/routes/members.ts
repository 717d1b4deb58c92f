import { memberRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const members = new Noun();

members.openapi(inWorkspace(routes.list), async (c) => {
	return answer(c, await c.var.workspace.listMembers(c.req.valid("query")), 200);
});

members.openapi(inWorkspace(routes.moderate), async (c) => {
	const { user_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.moderateMember({ user_id, ...c.req.valid("json") }), 200);
});

members.openapi(inWorkspace(routes.remove), async (c) => {
	await c.var.workspace.removeMember(c.req.valid("param"));
	return answer(c, { ok: true as const }, 200);
});
