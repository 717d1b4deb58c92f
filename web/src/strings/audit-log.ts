import { isolated, type AuditAction } from "@clickclack/sdk";

export const about =
	"What those who run this workspace have done, kept for 400 days. What happens in a private channel is shown to its members only.";
export { auditLog } from "./sections.ts";
export const person = "Person";
export const act = "Action";
export const target = "Target";
export const when = "When";
export const from = "From";
export const until = "Until";
export const anybody = "Anybody";
export const everything = "Everything";
export const operator = "The operator";
export const former = "Someone who left";
export const source = "Came from";
export const download = "Download:";
export const json = "JSON";
export const csv = "CSV";
export const nothingYet = "Nothing yet";
export const nothingYetHint =
	"When someone invites people, changes roles or creates a channel, it is written down here.";
export const nothingFits = "Nothing fits";
export const nothingFitsHint = "Choose another person, action or time.";
export const showAll = "Show everything";
export const loading = "Loading the audit log";

export const aMessage = (author: string): string => `A message from ${isolated(author)}`;
export const aPoll = (author: string): string => `A poll from ${isolated(author)}`;
export const anInvite = "An invite link";
export const aJob = (kind: string): string => `The job ${kind}`;
/** a place, and whom it was about there */
export const both = (one: string, name: string): string => `${one} · ${isolated(name)}`;

/** All acts of one kind, to choose. */
export const groups: Record<string, string> = {
	"workspace.": "The workspace",
	"member.": "Everything about members",
	"invite.": "Everything about invites",
	"channel.": "Everything about channels",
	"topic.": "Everything about topics",
	"group.": "Everything about groups",
	"emoji.": "Everything about emoji",
	"message.": "Everything about messages",
	"poll.": "Everything about polls",
	"report.": "Everything about reports",
	"job.": "Everything about jobs",
};

export const actions: Record<AuditAction, string> = {
	"workspace.created": "Created the workspace",
	"workspace.updated": "Changed the workspace",
	"workspace.permissions_changed": "Changed permissions",
	"workspace.word_filter_changed": "Changed the word filter",
	"workspace.ownership_transferred": "Transferred the workspace",
	"workspace.deleted": "Deleted the workspace",
	"workspace.restored": "Restored the workspace",
	"workspace.exported": "Exported the workspace",
	"member.added": "Added a member",
	"member.removed": "Removed a member",
	"member.left": "Left the workspace",
	"member.account_deleted": "Deleted the account",
	"member.role_changed": "Changed a role",
	"member.blocked": "Blocked a member",
	"member.unblocked": "Unblocked a member",
	"member.timed_out": "Timed a member out",
	"member.timeout_ended": "Ended a time-out",
	"member.note_changed": "Changed a note",
	"invite.created": "Created an invite",
	"invite.used": "Joined by an invite",
	"invite.revoked": "Revoked an invite",
	"channel.created": "Created a channel",
	"channel.updated": "Changed a channel",
	"channel.rights_changed": "Changed rights of a channel",
	"channel.archived": "Archived a channel",
	"channel.unarchived": "Reopened a channel",
	"channel.deleted": "Deleted a channel",
	"channel.member_added": "Added someone to a channel",
	"channel.member_removed": "Removed someone from a channel",
	"emoji.created": "Added emoji",
	"emoji.deleted": "Deleted emoji",
	"topic.updated": "Changed someone else's topic",
	"topic.deleted": "Deleted someone else's topic",
	"group.created": "Created a group",
	"group.updated": "Changed a group",
	"group.deleted": "Deleted a group",
	"group.member_added": "Added someone to a group",
	"group.member_role_changed": "Changed a role in a group",
	"group.member_removed": "Removed someone from a group",
	"group.channel_added": "Gave a group a channel",
	"group.channel_removed": "Took a channel from a group",
	"message.deleted": "Deleted someone else's message",
	"poll.closed": "Closed someone else's poll",
	"report.closed": "Closed a report",
	"job.run": "Ran a job again",
};

/** What was changed. */
export const fields: Partial<Record<string, string>> = {
	name: "Name",
	slug: "Short name",
	role: "Role",
	blocked_at: "Blocked since",
	timeout_until: "Timed out until",
	moderation_note: "Note",
	expires_at: "Expires",
	max_uses: "Uses, at most",
	use_count: "Times used",
	kind: "Kind",
	display_title: "Title",
	topic: "Topic",
	handle: "Handle",
	description: "Description",
	channel: "Channel",
	icon_url: "Icon",
	sidebar_section: "Section",
	is_default: "New members join",
	who_can_post: "Who can post",
	who_can_add_members: "Who can add people",
	who_can_pin: "Who can pin",
	action: "When a word is found",
	words: "Words",
	outcome: "Outcome",
	"member.invite": "Who can invite people",
	"channel.create": "Who can create channels",
	"emoji.create": "Who can add emoji",
	"message.call_all": "Who can use @channel and @here",
	slow_mode_seconds: "Slow mode, in seconds",
	archived_at: "Archived since",
};
export const none = "none";
export const everyone = "everyone";
export const yes = "yes";
export const no = "no";
