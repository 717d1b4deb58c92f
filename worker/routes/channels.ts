import { channelRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const channels = new Noun();

channels.openapi(inWorkspace(routes.list), async (c) => {
	return answer(c, { channels: await c.var.workspace.listChannels({}) }, 200);
});

channels.openapi(inWorkspace(routes.create), async (c) => {
	return answer(c, await c.var.workspace.createChannel(c.req.valid("json")), 201);
});

channels.openapi(inWorkspace(routes.get), async (c) => {
	return answer(c, { channel: await c.var.workspace.getChannel(c.req.valid("param")) }, 200);
});

channels.openapi(inWorkspace(routes.delete), async (c) => {
	return answer(c, await c.var.workspace.deleteChannel(c.req.valid("param")), 200);
});

channels.openapi(inWorkspace(routes.update), async (c) => {
	const { channel_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.updateChannel({ channel_id, ...c.req.valid("json") }), 200);
});
