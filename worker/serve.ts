import type { RouteConfig } from "@hono/zod-openapi";
import { type Access, limitOf } from "@clickclack/protocol";
import { createMiddleware } from "hono/factory";
import type { App, Context } from "./context.ts";
import { actorOf } from "./middleware/actor.ts";
import { readBody } from "./middleware/body.ts";
import { enterDirectory } from "./middleware/directory.ts";
import { type Expected, input } from "./middleware/input.ts";
import { spendAttempt } from "./middleware/limits.ts";
import { enterWorkspace } from "./middleware/workspace.ts";

type Route = RouteConfig & { "x-access": Access; operationId: string; request?: Expected };

/** What a route's definition says decides what stands before its handler. Its type stays that of the definition. */
function serve<R extends Route>(route: R, enter: (c: Context) => void): R {
	const limit = limitOf(route.operationId);
	const check = input(route.request ?? {});
	const middleware = createMiddleware<App>(async function steps(c, next) {
		// any request at all was counted under that before
		if (limit !== "any") spendAttempt(c, limit);
		c.set("actor", await actorOf(c, route["x-access"]));
		const text = route.request?.body ? await readBody(c) : undefined;
		enter(c);
		check(c, text);
		await next();
	});
	return { ...route, middleware };
}

/** A route whose work the Directory does, as `c.var.directory`. */
export const inDirectory = <R extends Route>(route: R): R => serve(route, enterDirectory);

/** A route inside one workspace, `c.var.workspace`. */
export const inWorkspace = <R extends Route>(route: R): R => serve(route, enterWorkspace);
