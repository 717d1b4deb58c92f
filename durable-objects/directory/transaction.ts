import type { Configuration } from "@clickclack/protocol";
import type { DrizzleSqliteDODatabase } from "drizzle-orm/durable-sqlite";
import type { WorkspaceClient } from "../workspace/client.ts";
import type { Actor } from "../actor.ts";
import type { Job } from "./jobs.ts";

/** What a command or a query may touch. Nothing here waits. */
export interface Transaction {
	db: DrizzleSqliteDODatabase;
	/** ISO time of this call */
	now: string;
	actor: Actor;
	configuration: Configuration;
	/** Written with this transaction; done after it, or after `wait_ms`; at least once. */
	addJob: (job: Job, wait_ms?: number) => void;
	/** Whether an job that names this id has not been done yet. */
	isWaiting: (kind: Job["kind"], id: string) => boolean;
}

/** What a saga, which goes across objects, may touch: each `write` is one transaction, and anything may happen between two. */
export interface Saga {
	actor: Actor;
	write: <T>(work: (tx: Transaction) => T) => T;
	/** the workspace that an id belongs to, asked as `actor` */
	workspace: (workspace_id: string, actor: Actor, near?: DurableObjectLocationHint) => WorkspaceClient;
}
