import type { RouteConfig, RouteHandler } from "@hono/zod-openapi";
import { type Handler, Hono, type Context as HonoContext } from "hono";
import type { DirectoryClient } from "@clickclack/durable-objects/directory/client";
import type { Actor } from "@clickclack/durable-objects/actor";
import type { Environment } from "@clickclack/protocol";
import type { WorkspaceClient } from "@clickclack/durable-objects/workspace/client";

/** What middleware leaves for handlers. */
export interface App {
	Bindings: Env & Environment;
	Variables: {
		request_id: string;
		correlation_id: string;
		/** of the answer */
		headers: Record<string, string>;
		actor: Actor;
		workspace: WorkspaceClient;
		directory: DirectoryClient;
	};
}
export type Context = HonoContext<App>;

/** The routes of one noun. */
export class Noun extends Hono<App> {
	/** `{id}` in the definition is `:id` to Hono. What takes something in has to have gone through serve.ts, which checks it. */
	openapi<R extends RouteConfig>(route: R, handler: RouteHandler<R, App>): void {
		const { method, path, request, middleware = [] } = route;
		if (request && !route.middleware) throw new Error(`${method} ${path} would take in what nobody has checked`);
		this.on([method], [path.replaceAll(/\{(\w+)\}/g, ":$1")], ...[middleware].flat(), handler as Handler<App>);
	}
}
