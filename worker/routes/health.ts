import { ChatError, healthRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inDirectory } from "../serve.ts";

const budget_ms = 2_000;

export const health = noun();

health.openapi(routes.live, (c) => c.json({ status: "ok" }, 200));

health.openapi(inDirectory(routes.ready), async (c) => {
	const isReady = await Promise.race([
		c.var.directory.ready({}).then(
			() => true,
			() => false,
		),
		scheduler.wait(budget_ms),
	]);
	if (!isReady) throw new ChatError("unavailable", "unavailable");
	return c.json({ status: "ok" }, 200);
});
