import {
	addChannelMember,
	createChannel,
	deleteChannel,
	joinChannel,
	leaveChannel,
	removeChannelMember,
	updateChannel,
} from "./acts-channels.ts";
import {
	addReaction,
	createMessage,
	deleteMessage,
	editMessage,
	markRead,
	publishEphemeral,
	removeReaction,
	replyInThread,
	searchMessages,
} from "./acts-messages.ts";
import {
	acceptInvite,
	admit,
	createInvite,
	moderateMember,
	removeMember,
	revokeInvite,
	revokeSession,
	updateProfile,
	updateWorkspace,
} from "./acts-people.ts";
import type { Planner } from "./plan.ts";

/** Every command of a workspace, by its name, and how somebody comes to do it. */
export const acts = {
	createMessage,
	replyInThread,
	editMessage,
	deleteMessage,
	addReaction,
	removeReaction,
	markRead,
	searchMessages,
	publishEphemeral,
	createChannel,
	updateChannel,
	deleteChannel,
	joinChannel,
	leaveChannel,
	addChannelMember,
	removeChannelMember,
	moderateMember,
	removeMember,
	admit,
	acceptInvite,
	createInvite,
	revokeInvite,
	updateProfile,
	updateWorkspace,
	revokeSession,
} satisfies Record<string, Planner>;
export type ActName = keyof typeof acts;

/** Commands that nobody does again and again. */
export const elsewhere = {
	found: "a workspace is founded once: the cast begins by it",
	releaseProfile: "a time-out that ends by itself, a minute at least: durable-objects/workspace/restricted.test.ts",
	runJob: "the operator runs what was given up: durable-objects/jobs.test.ts, worker/routes/jobs.test.ts",
	disconnectAll: "after keys have leaked, which ends every session: worker/routes/admin.test.ts",
};

/** How often each is done, by most. */
export const weights: Record<ActName, number> = {
	createMessage: 500,
	replyInThread: 120,
	editMessage: 80,
	deleteMessage: 30,
	addReaction: 80,
	removeReaction: 30,
	markRead: 60,
	searchMessages: 10,
	publishEphemeral: 30,
	createChannel: 3,
	updateChannel: 8,
	deleteChannel: 1,
	joinChannel: 15,
	leaveChannel: 8,
	addChannelMember: 12,
	removeChannelMember: 6,
	moderateMember: 5,
	removeMember: 3,
	admit: 1,
	acceptInvite: 1,
	createInvite: 2,
	revokeInvite: 1,
	updateProfile: 2,
	updateWorkspace: 1,
	revokeSession: 2,
};

/** By those who may do what most may not. */
export const staff_weights: Record<ActName, number> = {
	...weights,
	createChannel: 10,
	updateChannel: 40,
	deleteChannel: 15,
	removeChannelMember: 40,
	moderateMember: 25,
	removeMember: 12,
	createInvite: 10,
	revokeInvite: 5,
	updateWorkspace: 25,
};
