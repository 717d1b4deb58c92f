import { ChatError, healthRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inDirectory } from "../serve.ts";

const budget_ms = 2_000;

export const health = new Noun();

health.openapi(routes.live, (c) => answer(c, { status: "ok" }, 200));

health.openapi(inDirectory(routes.ready), async (c) => {
	const isReady = await Promise.race([
		c.var.directory.ready({}).then(
			() => true,
			() => false,
		),
		scheduler.wait(budget_ms),
	]);
	if (!isReady) throw new ChatError("unavailable", "unavailable");
	return answer(c, { status: "ok" }, 200);
});
