import { inviteRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { setSessionCookie } from "../cookie.ts";
import { inviteLink } from "../links.ts";
import { doorOf } from "../middleware/workspace.ts";
import { inDirectory, inWorkspace } from "../serve.ts";

export const invites = new Noun();

invites.openapi(inWorkspace(routes.create), async (c) => {
	const { invite, token } = await c.var.workspace.createInvite(c.req.valid("json"));
	return answer(c, { invite, token, url: inviteLink(c, token) }, 201);
});

invites.openapi(inWorkspace(routes.list), async (c) => {
	return answer(c, await c.var.workspace.listInvites(c.req.valid("query")), 200);
});

invites.openapi(inWorkspace(routes.revoke), async (c) => {
	await c.var.workspace.revokeInvite(c.req.valid("param"));
	return answer(c, { ok: true as const }, 200);
});

// Whoever looks need not be a member, and it makes no difference whether they are one.
invites.openapi(inWorkspace(routes.look), async (c) => {
	const { token } = c.req.valid("param");
	return answer(c, { invite: await doorOf(c, token, { kind: "public" }).lookAtInvite({ token }) }, 200);
});

invites.openapi(inDirectory(routes.accept), async (c) => {
	const { token } = c.req.valid("param");
	const accepted = await c.var.directory.acceptInvite({ token, ...c.req.valid("json") });
	if (accepted.session) setSessionCookie(c, accepted.session);
	return answer(c, accepted, 200);
});
