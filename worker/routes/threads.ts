import { threadRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const threads = noun();

threads.openapi(inWorkspace(routes.get), async (c) => {
	const { message_id } = c.req.valid("param");
	return c.json(await c.var.workspace.getThread({ message_id, ...c.req.valid("query") }), 200);
});

threads.openapi(inWorkspace(routes.reply), async (c) => {
	const { message_id } = c.req.valid("param");
	const { correlation_id } = c.var;
	const { events, ...reply } = await c.var.workspace.replyInThread({
		message_id,
		correlation_id,
		...c.req.valid("json"),
	});
	return events ? c.json({ ...reply, events }, 201) : c.json(reply, 200);
});
