import { Part } from "./ui/part.ts";

/** Every dialog with a file of its own. */
export const dialogs = {
	browseChannels: new Part(() => import("./channels/BrowseChannelsDialog.svelte")),
	channelSettings: new Part(() => import("./channels/ChannelSettingsDialog.svelte")),
	createChannel: new Part(() => import("./channels/CreateChannelDialog.svelte")),
	createWorkspace: new Part(() => import("./workspaces/CreateWorkspaceDialog.svelte")),
	invite: new Part(() => import("./invites/InviteDialog.svelte")),
	settings: new Part(() => import("./settings/SettingsDialog.svelte")),
	shortcuts: new Part(() => import("./ShortcutSheet.svelte")),
	workspaceSettings: new Part(() => import("./workspaces/WorkspaceSettingsDialog.svelte")),
};
