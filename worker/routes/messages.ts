import { messageRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const messages = new Noun();

messages.openapi(inWorkspace(routes.list), async (c) => {
	const { channel_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.listMessages({ conversation_id: channel_id, ...c.req.valid("query") }), 200);
});

messages.openapi(inWorkspace(routes.create), async (c) => {
	const { channel_id } = c.req.valid("param");
	const { correlation_id } = c.var;
	const { message, event } = await c.var.workspace.createMessage({
		conversation_id: channel_id,
		correlation_id,
		...c.req.valid("json"),
	});
	return event ? answer(c, { message, event }, 201) : answer(c, { message }, 200);
});

messages.openapi(inWorkspace(routes.byNonce), async (c) => {
	// on a miss too: bots ask the header whether this server knows nonces at all
	c.var.headers["X-ClickClack-Message-Nonce"] = "supported";
	return answer(c, { message: await c.var.workspace.getMessageByNonce(c.req.valid("query")) }, 200);
});

messages.openapi(inWorkspace(routes.get), async (c) => {
	return answer(c, { message: await c.var.workspace.getMessage(c.req.valid("param")) }, 200);
});

messages.openapi(inWorkspace(routes.edit), async (c) => {
	const { message_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.editMessage({ message_id, ...c.req.valid("json") }), 200);
});

messages.openapi(inWorkspace(routes.delete), async (c) => {
	return answer(c, await c.var.workspace.deleteMessage(c.req.valid("param")), 200);
});
