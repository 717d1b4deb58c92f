import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as HonoContext } from "hono";
import type { Door as Directory } from "@clickclack/durable-objects/directory/as";
import type { Actor } from "@clickclack/durable-objects/actor";
import type { Door as Workspace } from "@clickclack/durable-objects/workspace/as";
import { refuseInvalid } from "./middleware/errors.ts";

/** What middleware leaves for handlers. */
export interface App {
	Bindings: Env & {
		/** the operator's secret; without it there are no admin routes */
		ADMIN_TOKEN?: string;
		/** "1" lets anybody on this machine be anybody: for development, on loopback only */
		DEV_AUTH?: string;
	};
	Variables: {
		request_id: string;
		correlation_id: string;
		actor: Actor;
		workspace: Workspace;
		directory: Directory;
	};
}
export type Context = HonoContext<App>;

/** The routes of one noun. */
export const noun = () => new OpenAPIHono<App>({ defaultHook: refuseInvalid });
