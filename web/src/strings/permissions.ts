import type { DecidedPermission } from "@clickclack/sdk";

/** What a workspace decides for itself. */
export const about = "Choose the lowest role for each. Existing invite links keep working until they're revoked.";
export const questions: Record<DecidedPermission, string> = {
	"member.invite": "Who can invite people",
	"channel.create": "Who can create channels",
	"emoji.create": "Who can add emoji",
	"message.call_all": "Who can use @channel and @here",
};
export const holders = {
	owner: "Owners",
	moderator: "Moderators and owners",
	member: "Everyone but guests",
	guest: "Everyone",
} as const;
