import type { Context as HonoContext } from "hono";
import type { DirectoryClient } from "@clickclack/durable-objects/directory/client";
import type { Actor } from "@clickclack/durable-objects/actor";
import type { Environment } from "@clickclack/protocol";
import type { WorkspaceClient } from "@clickclack/durable-objects/workspace/client";

/** What middleware sets for handlers. */
export interface App {
	Bindings: Env & Environment;
	Variables: {
		request_id: string;
		correlation_id: string;
		/** headers of the answer */
		headers: Record<string, string>;
		/** the operation that it is a request for */
		route: string;
		actor: Actor;
		workspace: WorkspaceClient;
		directory: DirectoryClient;
	};
}
export type Context = HonoContext<App>;
