import { ChatError, type ConversationId, type Outcome, type UserId } from "@clickclack/protocol";
import type { JobHandlers } from "../jobs.ts";
import type { Sql } from "../sql.ts";
import { eraseSlice, isErasing } from "./conversations/delete.ts";
import { renewIndex } from "./search/indexing.ts";
import { anyMember } from "./members/row.ts";
import { workspaceRow } from "./workspaces.ts";

/**
 * What the Directory has to be told: its index of who is where, and of what the workspace is called. And what is to be
 * seen of somebody whose time-out is over, and what is left to erase.
 */
export type Job =
	| { kind: "indexMembership" | "releaseProfile"; user_id: UserId }
	| { kind: "indexWorkspace" | "renewIndex" }
	| { kind: "eraseConversation"; conversation_id: ConversationId };

/** Who acts waits until the Directory knows, so that the list of their workspaces is right when they are answered. */
export const awaited: ReadonlySet<Job["kind"]> = new Set(["indexMembership", "indexWorkspace"]);

/** Between two slices of what takes long, so that it is a small part of what the workspace does. */
const rest_ms = 100;

interface Db {
	sql: Sql;
	transact: <T>(work: () => T) => T;
}

type Tell = (name: string, input: object) => Promise<unknown>;

/**
 * @param tell asks the Directory
 * @param run a command of this workspace
 */
export function jobHandlers(db: Db, tell: Tell, run: Tell): JobHandlers {
	const done = async (asking: Promise<unknown>) => {
		const result = (await asking) as Outcome<unknown>;
		if (!result.ok) throw new ChatError(result.code, result.message);
	};
	return {
		indexMembership: ({ user_id }: { user_id: UserId }) => {
			const member = anyMember(db, user_id);
			const role = member && member.left_at === null ? member.role : null;
			return done(tell("indexMembership", { user_id, workspace_id: workspaceRow(db).id, role }));
		},
		releaseProfile: ({ user_id }: { user_id: UserId }) => done(run("releaseProfile", { user_id })),
		indexWorkspace: () => {
			const { id: workspace_id, name, slug } = workspaceRow(db);
			return done(tell("indexWorkspace", { workspace_id, name, slug }));
		},
		eraseConversation: async ({ conversation_id }: { conversation_id: ConversationId }) => {
			// commands have their turns in between
			await scheduler.wait(0);
			return db.transact(() => eraseSlice(db, conversation_id)) ? rest_ms : undefined;
		},
		renewIndex: async () => {
			await scheduler.wait(0);
			return isErasing(db.sql) || db.transact(() => renewIndex(db)) ? rest_ms : undefined;
		},
	};
}
