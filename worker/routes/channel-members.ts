import { channelMemberRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const channelMembers = new Noun();

channelMembers.openapi(inWorkspace(routes.join), async (c) => {
	return answer(c, await c.var.workspace.joinChannel(c.req.valid("param")), 200);
});

channelMembers.openapi(inWorkspace(routes.leave), async (c) => {
	await c.var.workspace.leaveChannel(c.req.valid("param"));
	return answer(c, { ok: true as const }, 200);
});

channelMembers.openapi(inWorkspace(routes.members), async (c) => {
	const { channel_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.listChannelMembers({ channel_id, ...c.req.valid("query") }), 200);
});

channelMembers.openapi(inWorkspace(routes.addMember), async (c) => {
	const { channel_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.addChannelMember({ channel_id, ...c.req.valid("json") }), 200);
});

channelMembers.openapi(inWorkspace(routes.removeMember), async (c) => {
	await c.var.workspace.removeChannelMember(c.req.valid("param"));
	return answer(c, { ok: true as const }, 200);
});
