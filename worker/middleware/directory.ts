import type { Actor } from "@clickclack/durable-objects/actor";
import { type Door, as } from "@clickclack/durable-objects/directory/as";
import { createMiddleware } from "hono/factory";
import type { App } from "../context.ts";

/** There is one. */
export const directoryOf = (env: Env, actor: Actor): Door => as(env.DIRECTORY.getByName("directory"), actor);

export const directory = createMiddleware<App>(async function directory(c, next) {
	c.set("directory", directoryOf(c.env, c.var.actor));
	await next();
});
