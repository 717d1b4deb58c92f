import { members, ours, people } from "../registry.ts";
import { permitListening } from "./access.ts";
import {
	addChannelMember,
	joinChannel,
	leaveChannel,
	listChannelMembers,
	removeChannelMember,
} from "./channels/members.ts";
import { createCustomEmoji, deleteCustomEmoji, listCustomEmoji } from "./custom-emoji.ts";
import { deleteChannel } from "./channels/delete.ts";
import { createChannel } from "./channels/create.ts";
import { getChannel, listChannels } from "./channels/row.ts";
import { updateChannel } from "./channels/update.ts";
import { createDirect } from "./directs/create.ts";
import { closeDirect, openDirect } from "./directs/hidden.ts";
import { getDirect, listDirects } from "./directs/row.ts";
import { exportWorkspace, listExports } from "./exports/exports.ts";
import { readExport } from "./exports/read.ts";
import { listEvents, nextPart } from "./events/list.ts";
import type { Read, Write } from "./transaction.ts";
import { admitAsked } from "./members/admit.ts";
import { listDrafts, saveDraft } from "./drafts.ts";
import { getMessage } from "./messages/present.ts";
import { moderationCommands, moderationQueries } from "./moderation.ts";
import { publishEphemeral } from "./realtime/presence.ts";
import { forgetMember } from "./members/forget.ts";
import { releaseProfile, updateProfile } from "./members/profiles.ts";
import { listPins, pinMessage, unpinMessage } from "./pins.ts";
import { closePoll, listPollVotes, votePoll } from "./polls.ts";
import { addReaction, listReactions, removeReaction } from "./reactions.ts";
import { listMessageVersions } from "./messages/versions.ts";
import { getAttention, updateAttention } from "./attention.ts";
import { getNotificationSettings, updateNotificationSettings } from "./notification-settings.ts";
import { markAllRead, setReadPositions } from "./all-reads.ts";
import { markRead, markUnread } from "./reads.ts";
import { deleteMessage, editMessage } from "./messages/edit.ts";
import { listMembers, memberOf } from "./members/list.ts";
import type { Registered } from "./registered.ts";
import { resolveRoute, routeMessage } from "./route-ids.ts";
import { listSavedIds, listSavedMessages, saveMessage, unsaveMessage } from "./saved-messages.ts";
import { listReminders, remindOfDue, removeReminder, setReminder } from "./reminders.ts";
import {
	cancelScheduledMessage,
	failScheduledMessage,
	listScheduledMessages,
	scheduleMessage,
	sendDueMessage,
	sendScheduledMessage,
	updateScheduledMessage,
} from "./scheduled-messages.ts";
import { searchMessages } from "./search/search.ts";
import { createMessage, getMessageByNonce } from "./messages/create.ts";
import { getSidebar, updateSidebar } from "./sidebar.ts";
import { disconnectAll, revokeSession } from "./sessions.ts";
import { groupCommands, groupQueries } from "./groups/index.ts";
import { getSnapshot } from "./snapshot.ts";
import { deleteWorkspace, restoreWorkspace } from "./deletion.ts";
import { transferOwnership } from "./ownership.ts";
import { updateMemberProfile } from "./profiles.ts";
import { clearStatus, expireStatuses, setStatus } from "./statuses.ts";
import { listJobs, runJob } from "./jobs.ts";
import { followThread, getMyThread, unfollowThread } from "./threads/follows.ts";
import { listConversationThreads, listFollowedThreads, listThreads } from "./threads/inbox.ts";
import { markThreadRead, markThreadUnread } from "./threads/reads.ts";
import { getThread, replyInThread } from "./threads/threads.ts";
import { listMessages } from "./messages/list.ts";
import { createTopic, deleteTopic, listTopics, updateTopic } from "./topics.ts";
import { setMessageTopic } from "./messages/set-topic.ts";
import { attachUpload, deleteUpload } from "./uploads/attach.ts";
import { abandonUpload, createUpload, getUploadByNonce, noteParts, storeUpload } from "./uploads/create.ts";
import { downloadUpload, listUploads } from "./uploads/read.ts";
import { endUploads, forgetUploads } from "./uploads/remove.ts";
import { initialize, getWorkspace, mayRename, updateWorkspace } from "./workspaces.ts";

/** Commands change a workspace, or may: each is a synchronous function of a transaction. */
export const commands = {
	...moderationCommands,
	initialize: { run: initialize, allow: ours, scope: "none" },
	deleteWorkspace: { run: deleteWorkspace, allow: people, scope: "none" },
	restoreWorkspace: { run: restoreWorkspace, allow: ["operator"], scope: "none" },
	exportWorkspace: { run: exportWorkspace, allow: people, scope: "none" },
	transferOwnership: { run: transferOwnership, allow: people, scope: "none" },
	updateWorkspace: { run: updateWorkspace, allow: people, scope: "none" },
	admit: { run: admitAsked, allow: ours, scope: "none" },
	updateProfile: { run: updateProfile, allow: ours, scope: "none" },
	forgetMember: { run: forgetMember, allow: ours, scope: "none" },
	releaseProfile: { run: releaseProfile, allow: ours, scope: "none" },
	updateMemberProfile: { run: updateMemberProfile, allow: members, scope: "messages:write" },
	setStatus: { run: setStatus, allow: members, scope: "messages:write" },
	clearStatus: { run: clearStatus, allow: members, scope: "messages:write" },
	expireStatuses: { run: expireStatuses, allow: ours, scope: "none" },
	revokeSession: { run: revokeSession, allow: ours, scope: "none" },
	disconnectAll: { run: disconnectAll, allow: ours, scope: "none" },
	runJob: { run: runJob, allow: ["operator"], scope: "none" },
	createChannel: { run: createChannel, allow: members, scope: "channels:write" },
	updateChannel: { run: updateChannel, allow: members, scope: "channels:write" },
	deleteChannel: { run: deleteChannel, allow: members, scope: "channels:write" },
	joinChannel: { run: joinChannel, allow: members, scope: "channels:write" },
	leaveChannel: { run: leaveChannel, allow: members, scope: "channels:write" },
	addChannelMember: { run: addChannelMember, allow: members, scope: "channels:write" },
	removeChannelMember: { run: removeChannelMember, allow: members, scope: "channels:write" },
	createTopic: { run: createTopic, allow: members, scope: "channels:write" },
	updateTopic: { run: updateTopic, allow: members, scope: "channels:write" },
	...groupCommands,
	deleteTopic: { run: deleteTopic, allow: members, scope: "channels:write" },
	createMessage: { run: createMessage, allow: members, scope: "messages:write" },
	createDirect: { run: createDirect, allow: members, scope: "dms:write" },
	closeDirect: { run: closeDirect, allow: people, scope: "none" },
	openDirect: { run: openDirect, allow: people, scope: "none" },
	createDirectMessage: { run: createMessage, allow: members, scope: "dms:write" },
	editMessage: { run: editMessage, allow: members, scope: "messages:write" },
	setMessageTopic: { run: setMessageTopic, allow: members, scope: "messages:write" },
	deleteMessage: { run: deleteMessage, allow: members, scope: "messages:write" },
	replyInThread: { run: replyInThread, allow: members, scope: "threads:write" },
	followThread: { run: followThread, allow: members, scope: "threads:read" },
	unfollowThread: { run: unfollowThread, allow: members, scope: "threads:read" },
	markThreadRead: { run: markThreadRead, allow: members, scope: "threads:read" },
	markThreadUnread: { run: markThreadUnread, allow: members, scope: "threads:read" },
	addReaction: { run: addReaction, allow: members, scope: "messages:write" },
	removeReaction: { run: removeReaction, allow: members, scope: "messages:write" },
	votePoll: { run: votePoll, allow: members, scope: "messages:write" },
	closePoll: { run: closePoll, allow: members, scope: "messages:write" },
	pinMessage: { run: pinMessage, allow: members, scope: "messages:write" },
	unpinMessage: { run: unpinMessage, allow: members, scope: "messages:write" },
	markRead: { run: markRead, allow: members, scope: "messages:read" },
	markUnread: { run: markUnread, allow: members, scope: "messages:read" },
	markAllRead: { run: markAllRead, allow: members, scope: "messages:read" },
	setReadPositions: { run: setReadPositions, allow: members, scope: "messages:read" },
	updateAttention: { run: updateAttention, allow: people, scope: "none" },
	updateDirectNotificationSettings: { run: updateNotificationSettings, allow: members, scope: "dms:read" },
	updateNotificationSettings: { run: updateNotificationSettings, allow: members, scope: "messages:read" },
	saveMessage: { run: saveMessage, allow: people, scope: "none" },
	unsaveMessage: { run: unsaveMessage, allow: people, scope: "none" },
	setReminder: { run: setReminder, allow: people, scope: "none" },
	removeReminder: { run: removeReminder, allow: people, scope: "none" },
	remindOfDue: { run: remindOfDue, allow: ours, scope: "none" },
	scheduleMessage: { run: scheduleMessage, allow: people, scope: "none" },
	scheduleDirectMessage: { run: scheduleMessage, allow: people, scope: "none" },
	updateScheduledMessage: { run: updateScheduledMessage, allow: people, scope: "none" },
	cancelScheduledMessage: { run: cancelScheduledMessage, allow: people, scope: "none" },
	sendScheduledMessage: { run: sendScheduledMessage, allow: people, scope: "none" },
	sendDueMessage: { run: sendDueMessage, allow: people, scope: "none" },
	failScheduledMessage: { run: failScheduledMessage, allow: ours, scope: "none" },
	saveDraft: { run: saveDraft, allow: people, scope: "none" },
	updateSidebar: { run: updateSidebar, allow: people, scope: "none" },
	createUpload: { run: createUpload, allow: members, scope: "uploads:write" },
	noteParts: { run: noteParts, allow: members, scope: "uploads:write" },
	storeUpload: { run: storeUpload, allow: members, scope: "uploads:write" },
	abandonUpload: { run: abandonUpload, allow: members, scope: "uploads:write" },
	deleteUpload: { run: deleteUpload, allow: members, scope: "uploads:write" },
	attachUpload: { run: attachUpload, allow: members, scope: "uploads:write" },
	endUploads: { run: endUploads, allow: ours, scope: "none" },
	forgetUploads: { run: forgetUploads, allow: ours, scope: "none" },
	createCustomEmoji: { run: createCustomEmoji, allow: members, scope: "uploads:write" },
	deleteCustomEmoji: { run: deleteCustomEmoji, allow: members, scope: "uploads:write" },
	pinDirectMessage: { run: pinMessage, allow: members, scope: "dms:write" },
	unpinDirectMessage: { run: unpinMessage, allow: members, scope: "dms:write" },
	markDirectRead: { run: markRead, allow: members, scope: "dms:read" },
	markDirectUnread: { run: markUnread, allow: members, scope: "dms:read" },
	publishEphemeral: { run: publishEphemeral, allow: members, scope: "messages:write" },
	searchMessages: { run: searchMessages, allow: members, scope: "messages:read", isRead: true },
} satisfies Record<string, Registered<Write>>;

/** Queries only read. */
export const queries = {
	...moderationQueries,
	getWorkspace: { run: getWorkspace, allow: members, scope: "workspaces:read" },
	mayRename: { run: mayRename, allow: people, scope: "none" },
	getSnapshot: { run: getSnapshot, allow: members, scope: "workspaces:read" },
	listMembers: { run: listMembers, allow: members, scope: "workspaces:read" },
	getMember: { run: memberOf, allow: members, scope: "workspaces:read" },
	listExports: { run: listExports, allow: people, scope: "none" },
	readExport: { run: readExport, allow: people, scope: "none" },
	listChannels: { run: listChannels, allow: members, scope: "channels:read" },
	getChannel: { run: getChannel, allow: members, scope: "channels:read" },
	...groupQueries,
	listTopics: { run: listTopics, allow: members, scope: "channels:read" },
	listChannelMembers: { run: listChannelMembers, allow: members, scope: "channels:read" },
	listMessages: { run: listMessages, allow: members, scope: "messages:read" },
	listDirects: { run: listDirects, allow: members, scope: "dms:read" },
	getDirect: { run: getDirect, allow: members, scope: "dms:read" },
	listDirectMessages: { run: listMessages, allow: members, scope: "dms:read" },
	getMessage: { run: getMessage, allow: members, scope: "messages:read" },
	getMessageByNonce: { run: getMessageByNonce, allow: members, scope: "messages:read" },
	getUploadByNonce: { run: getUploadByNonce, allow: members, scope: "uploads:write" },
	downloadUpload: { run: downloadUpload, allow: members, scope: "messages:read" },
	listUploads: { run: listUploads, allow: members, scope: "messages:read" },
	listDirectUploads: { run: listUploads, allow: members, scope: "dms:read" },
	listCustomEmoji: { run: listCustomEmoji, allow: members, scope: "workspaces:read" },
	listMessageVersions: { run: listMessageVersions, allow: members, scope: "messages:read" },
	listReactions: { run: listReactions, allow: members, scope: "messages:read" },
	listPollVotes: { run: listPollVotes, allow: members, scope: "messages:read" },
	listDirectPins: { run: listPins, allow: members, scope: "dms:read" },
	listPins: { run: listPins, allow: members, scope: "messages:read" },
	getThread: { run: getThread, allow: members, scope: "threads:read" },
	getMyThread: { run: getMyThread, allow: members, scope: "threads:read" },
	listThreads: { run: listThreads, allow: members, scope: "threads:read" },
	listFollowedThreads: { run: listFollowedThreads, allow: members, scope: "threads:read" },
	listChannelThreads: { run: listConversationThreads, allow: members, scope: "threads:read" },
	listDirectThreads: { run: listConversationThreads, allow: members, scope: "dms:read" },
	getDirectNotificationSettings: { run: getNotificationSettings, allow: members, scope: "dms:read" },
	getNotificationSettings: { run: getNotificationSettings, allow: members, scope: "messages:read" },
	getAttention: { run: getAttention, allow: people, scope: "none" },
	listSavedMessages: { run: listSavedMessages, allow: people, scope: "none" },
	listSavedIds: { run: listSavedIds, allow: people, scope: "none" },
	listReminders: { run: listReminders, allow: people, scope: "none" },
	listScheduledMessages: { run: listScheduledMessages, allow: people, scope: "none" },
	listDrafts: { run: listDrafts, allow: people, scope: "none" },
	getSidebar: { run: getSidebar, allow: people, scope: "none" },
	listEvents: { run: listEvents, allow: members, scope: "realtime:read", nextPart },
	resolveRoute: { run: resolveRoute, allow: members, scope: "workspaces:read" },
	routeMessage: { run: routeMessage, allow: members, scope: "messages:read" },
	listJobs: { run: listJobs, allow: ["operator"], scope: "none" },
	connect: { run: permitListening, allow: members, scope: "realtime:read" },
} satisfies Record<string, Registered<Read>>;

/** Whether only our own objects and the operator may call it. */
export const isOurs = (name: string): boolean => !(entryOf(name).allow as readonly string[]).includes("person");

const registry: Record<string, Registered<never>> = { ...queries, ...commands };

/** @throws Error for a name that is not registered */
export function entryOf(name: string): Registered<never> {
	const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
	if (!entry) throw new Error(`no command or query is named ${name}`);
	return entry;
}

export const isQuery = (name: string): boolean => Object.hasOwn(queries, name);
/** Whether it counts as a read for rate limits and the fair queue. */
export const isRead = (name: string): boolean => isQuery(name) || entryOf(name).isRead === true;
