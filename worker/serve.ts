import type { RouteConfig } from "@hono/zod-openapi";
import { type Access, limitOf } from "@clickclack/protocol";
import type { MiddlewareHandler } from "hono";
import type { App } from "./context.ts";
import { actor } from "./middleware/actor.ts";
import { body } from "./middleware/body.ts";
import { directory } from "./middleware/directory.ts";
import { limited } from "./middleware/limits.ts";
import { workspace } from "./middleware/workspace.ts";

type Route = RouteConfig & { "x-access": Access; operationId: string };
type Middleware = MiddlewareHandler<App>;

/** What a route's definition says decides what stands before its handler. Its type stays that of the definition. */
function serve<R extends Route>(route: R, last: Middleware): R {
	const limit = limitOf(route.operationId);
	// any request at all was counted under that before
	const counting = limit === "any" ? [] : [limited(limit)];
	const reading = route.request?.body ? [body] : [];
	return { ...route, middleware: [...counting, actor(route["x-access"]), ...reading, last] };
}

/** A route whose work the Directory does, as `c.var.directory`. */
export const inDirectory = <R extends Route>(route: R): R => serve(route, directory);

/** A route inside one workspace, `c.var.workspace`. */
export const inWorkspace = <R extends Route>(route: R): R => serve(route, workspace);
