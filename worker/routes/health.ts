import { ChatError, readCaps, healthRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { type Context, Noun } from "../context.ts";
import { log } from "../middleware/errors.ts";
import { inDirectory } from "../serve.ts";

const budget_ms = 2_000;

export const health = new Noun();

health.openapi(routes.live, (c) => answer(c, { status: "ok" }, 200));

health.openapi(inDirectory(routes.ready), async (c) => {
	refuseWrongSettings(c);
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

/** With a setting that nobody can read, nothing works: it is for the operator to learn which one. */
function refuseWrongSettings(c: Context): void {
	try {
		readCaps(c.env.CAPS);
	} catch (error) {
		log(c, error as Error);
		throw new ChatError("unavailable", "unavailable");
	}
}
