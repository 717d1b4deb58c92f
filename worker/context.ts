import type { Context as HonoContext } from "hono";
import type { DirectoryClient } from "@clickclack/durable-objects/directory/client";
import type { Actor } from "@clickclack/durable-objects/actor";
import type { WorkspaceClient } from "@clickclack/durable-objects/workspace/client";

/** What middleware leaves for handlers. */
export interface App {
	Bindings: Env & {
		/** the operator's secret; without it there are no admin routes */
		ADMIN_TOKEN?: string;
		/** "1" lets anybody on this machine be anybody: for development, on loopback only */
		DEV_AUTH?: string;
		/** set by server/index.ts: what its listener is known by */
		LISTENER_KEY?: string;
		/** how many of each thing there may be, where that is not to be as in protocol/caps.ts: JSON */
		CAPS?: string;
	};
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
