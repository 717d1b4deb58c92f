import { isolated } from "@clickclack/sdk";

export const deleteAccount = "Delete account";
export const hint =
	"For all workspaces of this server, and for good. If you own a workspace, transfer it to someone else or delete it first.";
export const question = "Delete your account?";
export const about =
	"You are signed out everywhere and leave every workspace. Your address, profile, drafts, saved messages, reminders and scheduled messages are deleted. Nobody can undo this.";
export const stays = "What you wrote stays where others read it, as written by “Deleted account”.";
export const typeHandle = (handle: string): string => `Type your handle, ${isolated(handle)}, to confirm`;
export const otherHandle = (handle: string): string => `That isn't your handle: type ${isolated(handle)}.`;
