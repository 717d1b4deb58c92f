import type { Role } from "@clickclack/sdk";

export const updateReady = "A new version of ClickClack is ready.";
export const reload = "Reload";

export const storageFull =
	"Your browser has no room left. What you write is kept only until you close this tab. Free some space, or send it.";

export const messageDeleted = "Message deleted.";
export const deletionFailed = (why: string): string => `The message wasn't deleted. ${why}`;
export const editFailed = (why: string): string => `The change wasn't saved. ${why}`;
export const reactionFailed = (why: string): string => `The reaction wasn't changed. ${why}`;
export const notSent = "Your message wasn't sent because its conversation no longer exists.";
export const copyText = "Copy text";

export const roleTitles: Record<Role, string> = {
	owner: "Owner",
	moderator: "Moderator",
	member: "Member",
	bot: "Bot",
	guest: "Guest",
};
