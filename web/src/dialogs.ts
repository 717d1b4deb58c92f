import { Part } from "./ui/part.ts";

/** Every dialog with a file of its own. */
export const dialogs = {
	browseChannels: new Part(() => import("./channels/BrowseChannelsDialog.svelte")),
	callAll: new Part(() => import("./composer/CallAllDialog.svelte")),
	createChannel: new Part(() => import("./channels/CreateChannelDialog.svelte")),
	createWorkspace: new Part(() => import("./workspaces/CreateWorkspaceDialog.svelte")),
	forward: new Part(() => import("./forwards/ForwardDialog.svelte")),
	jumpToDate: new Part(() => import("./messages/JumpToDateDialog.svelte")),
	leaveWorkspace: new Part(() => import("./workspaces/LeaveWorkspaceDialog.svelte")),
	moveConversation: new Part(() => import("./sidebar/MoveDialog.svelte")),
	newMessage: new Part(() => import("./directs/NewMessageDialog.svelte")),
	newSection: new Part(() => import("./sidebar/SectionDialog.svelte")),
	palette: new Part(() => import("./commands/Palette.svelte")),
	pause: new Part(() => import("./settings/PauseDialog.svelte")),
	poll: new Part(() => import("./polls/PollDialog.svelte")),
	reactions: new Part(() => import("./messages/ReactionsDialog.svelte")),
	remind: new Part(() => import("./reminders/RemindDialog.svelte")),
	report: new Part(() => import("./reports/ReportDialog.svelte")),
	sessionEnded: new Part(() => import("./signin/SessionEndedDialog.svelte")),
	shortcuts: new Part(() => import("./commands/ShortcutSheet.svelte")),
	status: new Part(() => import("./statuses/StatusDialog.svelte")),
	topic: new Part(() => import("./topics/TopicDialog.svelte")),
	viewer: new Part(() => import("./previews/Viewer.svelte")),
	votes: new Part(() => import("./polls/VotesDialog.svelte")),
	versions: new Part(() => import("./messages/VersionsDialog.svelte")),
};
