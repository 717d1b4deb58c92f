import type { DecidedPermission } from "@clickclack/sdk";

/** What a workspace decides for itself. */
export const about =
	"The lowest role that may. It counts from now on; invite links that exist already keep working until somebody revokes them.";
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
