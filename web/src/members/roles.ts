import type { Role } from "@clickclack/sdk";

/** What to call a role on the screen. */
export const roleTitles: Record<Role, string> = {
	owner: "Owner",
	moderator: "Moderator",
	member: "Member",
	bot: "Bot",
	guest: "Guest",
};
