import type { MyChannel, Workspace } from "@clickclack/sdk";
import { storage } from "./storage.ts";

const workspaceKey = "clickclack.visited";
const channelKey = (workspace_id: string) => `${workspaceKey}.${workspace_id}`;

/** Where one was the last time, so that the app opens there again. */
export const lastVisit = {
	note({ workspace_id, id }: MyChannel): void {
		storage.set(workspaceKey, workspace_id);
		storage.set(channelKey(workspace_id), id);
	},

	workspace(workspaces: Workspace[]): Workspace | undefined {
		const last = storage.get(workspaceKey);
		return workspaces.find(({ id }) => id === last) ?? workspaces[0];
	},

	channel(workspace_id: string, channels: MyChannel[]): MyChannel | undefined {
		const last = storage.get(channelKey(workspace_id));
		const mine = channels.filter((channel) => channel.is_member);
		return mine.find(({ id }) => id === last) ?? mine.find(({ name }) => name === "general") ?? mine[0] ?? channels[0];
	},
};
