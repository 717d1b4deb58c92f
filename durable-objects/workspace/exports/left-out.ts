/*
 * What an export does not have, and why. exports.test.ts compares this and tables.ts with the database: what is in
 * neither fails it.
 */

const derived = "it follows from the other rows";
const personal = "it is one person's alone, and no owner reads it elsewhere";
const running = "it is what this server is doing at the moment";
const secret = "it lets people or programs in";

/** Tables of a workspace that are not exported. */
export const leftOutTables = {
	attention: personal,
	bot_tokens: secret,
	drafts: personal,
	events: "the log of changes, whose result is exported; what is imported begins a log of its own",
	invites: secret,
	jobs: running,
	mentions: personal,
	migrations: "the newest is named in manifest.json",
	notification_settings: personal,
	reads: personal,
	reminders: personal,
	report_reasons: "moderators decide about them here, and they show what is private",
	reports: "the same",
	revoked_sessions: running,
	saved_messages: personal,
	scheduled_messages: personal,
	search: derived,
	sidebars: personal,
	slow_mode: running,
	thread_follows: personal,
	thread_mentions: personal,
} satisfies Record<string, string>;

/** Columns of exported tables that are not. */
export const leftOutColumns: Record<string, Record<string, string>> = {
	workspace: { epoch: running, deleted_at: running },
	conversations: { deleted_at: "deleted ones are not exported", member_count: derived },
	conversation_members: { hidden_at: personal },
	directs: { members_key: derived },
	members: {
		folded_name: derived,
		saved_count: personal,
		upload_count: derived,
		upload_bytes: derived,
		waiting_profile_json: "others do not see it yet",
	},
	people_groups: { folded_name: derived, member_count: derived, deleted_at: "deleted ones are not exported" },
	group_members: {},
	group_channels: { joined_to: running, leaving: running },
	topics: { folded_name: derived, deleted_at: "deleted ones are not exported" },
	messages: {
		nonce: "it is between the server and who has sent it",
		correlation_id: "it is between the server and who has sent it",
		sent_topic_num: "it is between the server and who has sent it",
		reply_count: derived,
		last_reply_at: derived,
		last_reply_author_ids_json: derived,
		attachments_json: derived,
	},
	uploads: {
		nonce: "it is between the server and who has sent it",
		state: "those of messages, and pictures of the workspace, are exported",
		ends_at: running,
		parts_id: running,
	},
	pins: {},
	reactions: {},
	poll_votes: {},
	message_versions: {},
	channels: {},
	audit_log: {},
	custom_emoji: {},
};
