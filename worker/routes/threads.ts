import { threadRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const threads = new Noun();

threads.openapi(inWorkspace(routes.get), async (c) => {
	const { message_id } = c.req.valid("param");
	return answer(c, await c.var.workspace.getThread({ message_id, ...c.req.valid("query") }), 200);
});

threads.openapi(inWorkspace(routes.reply), async (c) => {
	const { message_id } = c.req.valid("param");
	const { correlation_id } = c.var;
	const { events, ...reply } = await c.var.workspace.replyInThread({
		message_id,
		correlation_id,
		...c.req.valid("json"),
	});
	return events ? answer(c, { ...reply, events }, 201) : answer(c, reply, 200);
});
