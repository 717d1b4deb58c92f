import { meRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inDirectory } from "../serve.ts";

export const me = new Noun();

me.openapi(inDirectory(routes.get), async (c) => answer(c, { user: await c.var.directory.getMe({}) }, 200));

me.openapi(inDirectory(routes.update), async (c) => {
	const user = await c.var.directory.updateMe(c.req.valid("json"));
	return answer(c, { user }, 200);
});
