import { isRouteOf, type ConversationId, type UserId, type Workspace, type WorkspaceId } from "@clickclack/sdk";
import type { Conversation } from "./conversations.ts";
import type { Address, Target } from "../store/first-load.ts";
import { storage } from "../store/storage.ts";

const workspaceKey = "clickclack.visited";
const conversationKey = (workspace_id: string) => `${workspaceKey}.${workspace_id}`;

/** whose it is */
const personKey = `${workspaceKey}.by`;
const orderKey = `${workspaceKey}.order`;
const ordered = (): WorkspaceId[] => storage.get(orderKey) ?? [];

/** Where I was last, so that the app opens there again. */
export const lastVisited = {
	note(workspace_id: WorkspaceId, conversation_id: ConversationId): void {
		storage.set(workspaceKey, workspace_id);
		storage.set(orderKey, [workspace_id, ...ordered().filter((id) => id !== workspace_id)]);
		storage.set(conversationKey(workspace_id), conversation_id);
	},

	/** What an address leads to, if I was there last: so it is loaded before anybody is asked what it means. */
	target({ workspace, target }: Address): Target {
		const workspace_id: WorkspaceId | undefined = storage.get(workspaceKey);
		if (!workspace_id || (workspace && !isRouteOf(workspace, workspace_id))) return {};
		const conversation_id: ConversationId | undefined = storage.get(conversationKey(workspace_id));
		const isThere = conversation_id && (!target || isRouteOf(target, conversation_id));
		return { workspace_id, conversation_id: isThere ? conversation_id : undefined };
	},

	/** Those that I used last first. */
	sorted(workspaces: Workspace[]): WorkspaceId[] {
		const last = ordered();
		const rank = (id: WorkspaceId) => (last.includes(id) ? last.indexOf(id) : last.length);
		return workspaces.map(({ id }) => id).toSorted((a, b) => rank(a) - rank(b));
	},

	/** For whoever comes next: this, and what was set for a workspace, whose id is in the key. */
	forget(): void {
		for (const key of storage.keys()) if (key.startsWith(workspaceKey) || key.includes("wsp_")) storage.remove(key);
	},

	/** For the person who signs in: what is somebody else's is forgotten. */
	claim(person: UserId): void {
		if (storage.get(personKey) === person) return;
		this.forget();
		storage.set(personKey, person);
	},

	workspace(workspaces: Workspace[]): Workspace | undefined {
		const last = storage.get(workspaceKey);
		return workspaces.find(({ id }) => id === last) ?? workspaces[0];
	},

	/** One that I am in. Never visited: the channel that most workspaces begin with, or any. */
	conversation(workspace_id: string, mine: Conversation[]): Conversation | undefined {
		const last = storage.get(conversationKey(workspace_id));
		return mine.find(({ id }) => id === last) ?? mine.find((one) => "name" in one && one.name === "general") ?? mine[0];
	},
};
