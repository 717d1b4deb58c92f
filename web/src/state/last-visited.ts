import type { Conversation, Workspace } from "@clickclack/sdk";
import { storage } from "./storage.ts";

const workspaceKey = "clickclack.visited";
const conversationKey = (workspace_id: string) => `${workspaceKey}.${workspace_id}`;

/** Where I was last, so that the app opens there again. */
export const lastVisited = {
	note({ workspace_id, id }: Conversation): void {
		storage.set(workspaceKey, workspace_id);
		storage.set(conversationKey(workspace_id), id);
	},

	workspace(workspaces: Workspace[]): Workspace | undefined {
		const last = storage.get(workspaceKey);
		return workspaces.find(({ id }) => id === last) ?? workspaces[0];
	},

	/** One that I am in. Never visited: the channel that most workspaces begin with, or any. */
	conversation(workspace_id: string, mine: Conversation[]): Conversation | undefined {
		const last = storage.get(conversationKey(workspace_id));
		return mine.find(({ id }) => id === last) ?? mine.find(({ name }) => name === "general") ?? mine[0];
	},
};
