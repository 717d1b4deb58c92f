import { adminRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inviteLink, signInLink } from "../links.ts";
import { nearCaller } from "../location.ts";
import { doorOf } from "../middleware/workspace.ts";
import { inDirectory, inWorkspace } from "../serve.ts";

export const admin = new Noun();

admin.openapi(inDirectory(routes.bootstrap), async (c) => {
	const first = { ...c.req.valid("json"), near: nearCaller(c) };
	return answer(c, await c.var.directory.bootstrap(first), 200);
});

admin.openapi(inDirectory(routes.createUser), async (c) => {
	const user = await c.var.directory.createUser(c.req.valid("json"));
	return answer(c, { user }, 200);
});

admin.openapi(inDirectory(routes.createMagicLink), async (c) => {
	const { token, expires_at } = await c.var.directory.createMagicLink(c.req.valid("json"));
	return answer(c, { magic_link: signInLink(c, token), token, expires_at }, 201);
});

admin.openapi(inWorkspace(routes.createInvite), async (c) => {
	const { workspace_id, ...terms } = c.req.valid("json");
	const { invite, token } = await doorOf(c, workspace_id).createInvite(terms);
	return answer(c, { invite, token, url: inviteLink(c, token) }, 201);
});

admin.openapi(inDirectory(routes.rotateKeys), async (c) => {
	await c.var.directory.rotateKeys(c.req.valid("query"));
	return answer(c, { ok: true as const }, 200);
});
