import {
	addChannelMember,
	joinChannel,
	leaveChannel,
	listChannelMembers,
	removeChannelMember,
} from "./channel-members.ts";
import { createChannel, getChannel, listChannels, updateChannel } from "./channels.ts";
import { listEvents } from "./events.ts";
import { acceptInvite, createInvite, listInvites, lookAtInvite, revokeInvite } from "./invites.ts";
import { admit, listMembers, moderateMember, removeMember, updateProfile } from "./members.ts";
import { createMessage, deleteMessage, editMessage, getMessage, getMessageByNonce } from "./messages.ts";
import { publishEphemeral } from "./presence.ts";
import { addReaction, removeReaction } from "./reactions.ts";
import { markRead } from "./reads.ts";
import { searchMessages } from "./search.ts";
import { revokeSession } from "./sessions.ts";
import { getSnapshot } from "./snapshot.ts";
import { getThread, replyInThread } from "./threads.ts";
import { listMessages } from "./timelines.ts";
import { found, getWorkspace, mayRename, updateWorkspace } from "./workspaces.ts";

/** Everything that changes a workspace: each a synchronous function of a transaction. */
export const commands = {
	found,
	updateWorkspace,
	admit,
	updateProfile,
	moderateMember,
	removeMember,
	revokeSession,
	createInvite,
	revokeInvite,
	acceptInvite,
	createChannel,
	updateChannel,
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
};

/** Everything that may be asked of it. */
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
	searchMessages,
	listEvents,
};

/** What only the Directory and the operator may ask: who a person is was established there. */
export const trusted: ReadonlySet<string> = new Set([
	"found",
	"admit",
	"updateProfile",
	"revokeSession",
	"acceptInvite",
]);
/** What one may ask with an invite in hand. */
export const open: ReadonlySet<string> = new Set(["lookAtInvite"]);
