import type { Configuration, Job as ListedJob } from "@clickclack/protocol";
import type { DrizzleSqliteDODatabase } from "drizzle-orm/durable-sqlite";
import type { WorkspaceClient } from "../workspace/client.ts";
import type { Actor } from "../actor.ts";
import type { Sql } from "../sql.ts";
import type { Job } from "./jobs.ts";

/** What a command or a query may use. Everything in it is synchronous. */
export interface Transaction {
	db: DrizzleSqliteDODatabase;
	sql: Sql;
	/** ISO time of this call */
	now: string;
	actor: Actor;
	configuration: Configuration;
	/** Adds a job: it runs at least once, after the commit and not before the ISO time `due_at`. */
	addJob: (job: Job, due_at?: string) => void;
	/** Makes a job due now. @throws ChatError not_found */
	runJob: (job_id: number) => ListedJob;
}

/** What a saga may use: it spans objects, each `write` is one transaction, and other calls may run between two of them. */
export interface Saga {
	actor: Actor;
	write: <T>(work: (tx: Transaction) => T) => T;
	/** a client, as `actor`, of the workspace that an id belongs to */
	workspace: (workspace_id: string, actor: Actor, near?: DurableObjectLocationHint) => WorkspaceClient;
}
