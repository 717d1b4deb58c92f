import { meRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inDirectory } from "../serve.ts";

export const me = noun();

me.openapi(inDirectory(routes.get), async (c) => c.json({ user: await c.var.directory.getMe({}) }, 200));

me.openapi(inDirectory(routes.update), async (c) => {
	const user = await c.var.directory.updateMe(c.req.valid("json"));
	return c.json({ user }, 200);
});
