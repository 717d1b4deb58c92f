import type { Role } from "@clickclack/sdk";

/** A role within a sentence. */
export const aRole: Record<Role, string> = {
	owner: "an owner",
	moderator: "a moderator",
	member: "a member",
	bot: "a bot",
	guest: "a guest",
};
