import type { Conversation, Role } from "@clickclack/sdk";

/** What to call a conversation on the screen. */
export const titleOf = ({ display_title, name }: Pick<Conversation, "display_title" | "name">): string =>
	display_title || name;

export const roleTitles: Record<Role, string> = {
	owner: "Owner",
	moderator: "Moderator",
	member: "Member",
	bot: "Bot",
	guest: "Guest",
};
