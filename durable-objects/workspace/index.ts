import { isWeighed } from "@clickclack/protocol";
import {
	addChannelMember,
	joinChannel,
	leaveChannel,
	listChannelMembers,
	removeChannelMember,
} from "./channel-members.ts";
import { deleteChannel } from "./channel-deletion.ts";
import { createChannel, getChannel, listChannels, updateChannel } from "./channels.ts";
import { listEvents, nextPart } from "./events/list.ts";
import { acceptInvite, createInvite, listInvites, lookAtInvite, revokeInvite } from "./invites.ts";
import { admitAsked } from "./members/row.ts";
import { getMessage } from "./messages/row.ts";
import { moderateMember, removeMember } from "./members/moderation.ts";
import { publishEphemeral } from "./realtime/presence.ts";
import { releaseProfile, updateProfile } from "./members/profiles.ts";
import { addReaction, removeReaction } from "./reactions.ts";
import { markRead } from "./reads.ts";
import { deleteMessage, editMessage } from "./messages/edit.ts";
import { listMembers } from "./members/list.ts";
import { searchMessages } from "./search/search.ts";
import { createMessage, getMessageByNonce } from "./messages/create.ts";
import { disconnectAll, revokeSession } from "./sessions.ts";
import { getSnapshot } from "./snapshot.ts";
import { listJobs, runJob } from "./jobs.ts";
import { getThread, replyInThread } from "./threads.ts";
import { listMessages } from "./messages/list.ts";
import { initialize, getWorkspace, mayRename, updateWorkspace } from "./workspaces.ts";

/** Everything that changes a workspace, or may: each a synchronous function of a transaction. */
export const commands = {
	initialize,
	updateWorkspace,
	admit: admitAsked,
	updateProfile,
	releaseProfile,
	moderateMember,
	removeMember,
	revokeSession,
	disconnectAll,
	runJob,
	createInvite,
	revokeInvite,
	acceptInvite,
	createChannel,
	updateChannel,
	deleteChannel,
	joinChannel,
	leaveChannel,
	addChannelMember,
	removeChannelMember,
	createMessage,
	editMessage,
	deleteMessage,
	replyInThread,
	addReaction,
	removeReaction,
	markRead,
	publishEphemeral,
	searchMessages,
};

/** Everything that only reads it. */
export const queries = {
	getWorkspace,
	mayRename,
	getSnapshot,
	listMembers,
	listInvites,
	lookAtInvite,
	listChannels,
	getChannel,
	listChannelMembers,
	listMessages,
	getMessage,
	getMessageByNonce,
	getThread,
	listEvents,
	listJobs,
};

/**
 * What one query may look through in several parts, with turns of others in between, and what the next part is asked.
 * It is one request all the same: its pace was kept when it began, so it is never refused halfway, and it owes for all.
 */
export const parts = { listEvents: nextPart };

/** What is asked to be told something: the queries, and searching, which may complete the index first. */
export const reads: ReadonlySet<string> = new Set([
	...Object.keys(queries),
	...Object.keys(commands).filter((name) => isWeighed(name)),
]);

/** What only the Directory, the operator and our own jobs may ask: who a person is was established there. */
export const trusted: ReadonlySet<string> = new Set([
	"initialize",
	"admit",
	"updateProfile",
	"releaseProfile",
	"revokeSession",
	"disconnectAll",
	"listJobs",
	"runJob",
	"acceptInvite",
]);
/** What one may ask with an invite in hand. */
export const open: ReadonlySet<string> = new Set(["lookAtInvite"]);
/** What is asked with an invite in hand: to one who made it up, no workspace is like a workspace without that invite. */
export const byInvite: ReadonlySet<string> = new Set(["lookAtInvite", "acceptInvite"]);
