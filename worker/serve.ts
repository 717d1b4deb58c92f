import type { RouteConfig } from "@hono/zod-openapi";
import type { Access } from "@clickclack/protocol";
import type { MiddlewareHandler } from "hono";
import type { App } from "./context.ts";
import { actor } from "./middleware/actor.ts";
import { body } from "./middleware/body.ts";
import { directory } from "./middleware/directory.ts";
import { workspace } from "./middleware/workspace.ts";

type Route = RouteConfig & { "x-access": Access };
type Middleware = MiddlewareHandler<App>;

/*
 * What stands in a route's definition decides what stands before its handler. The handler's type comes from the
 * definition alone, which is what the casts to R say.
 */
const serve = <R extends Route>(route: R, middleware: Middleware[]): R =>
	({ ...route, middleware: [actor(route["x-access"]), ...(route.request?.body ? [body] : []), ...middleware] }) as R;

/** A route whose work the Directory does, as `c.var.directory`. */
export const inDirectory = <R extends Route>(route: R, ...first: Middleware[]): R =>
	serve(route, [...first, directory]);

/** A route inside one workspace, `c.var.workspace`. */
export const inWorkspace = <R extends Route>(route: R, ...first: Middleware[]): R =>
	serve(route, [...first, workspace]);
