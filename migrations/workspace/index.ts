import type { Migration } from "../../durable-objects/migrate.ts";
import init from "./0001_init.sql";
import search from "./0002_search.sql";
import foldedNames from "./0003_folded_names.sql";
import directConversations from "./0004_direct_conversations.sql";
import quotesAndPins from "./0005_quotes_and_pins.sql";
import notificationSettings from "./0007_notification_settings.sql";
import messageVersions from "./0008_message_versions.sql";
import reading from "./0009_reading.sql";
import threads from "./0010_threads.sql";
import searchOperators from "./0012_search_operators.sql";
import groupMentions from "./0013_group_mentions.sql";
import attention from "./0014_attention.sql";
import savedMessages from "./0015_saved_messages.sql";
import scheduledMessages from "./0016_scheduled_messages.sql";
import reminders from "./0017_reminders.sql";
import forwards from "./0019_forwards.sql";
import channelRights from "./0022_channel_rights.sql";
import sidebars from "./0023_sidebars.sql";
import defaultChannels from "./0024_default_channels.sql";
import polls from "./0025_polls.sql";
import topics from "./0026_topics.sql";
import editedScheduledMessages from "./0029_edited_scheduled_messages.sql";
import drafts from "./0030_drafts.sql";
import deletedDrafts from "./0032_deleted_drafts.sql";
import statuses from "./0033_statuses.sql";
import auditLog from "./0034_audit_log.sql";
import draftDigests from "./0035_draft_digests.sql";
import uploads from "./0036_uploads.sql";
import profiles from "./0037_profiles.sql";
import membersByRole from "./0041_members_by_role.sql";
import slowMode from "./0042_slow_mode.sql";
import deletion from "./0043_deletion.sql";
import workspacePermissions from "./0044_workspace_permissions.sql";
import customEmoji from "./0045_custom_emoji.sql";
import exports from "./0046_exports.sql";
import reports from "./0047_reports.sql";
import groups from "./0048_groups.sql";
import deletedAccounts from "./0049_deleted_accounts.sql";
import wordFilter from "./0050_word_filter.sql";

export const workspaceMigrations: Migration[] = [
	{ id: "0001_init", sql: init },
	{ id: "0002_search", sql: search },
	{ id: "0003_folded_names", sql: foldedNames },
	{ id: "0004_direct_conversations", sql: directConversations },
	{ id: "0005_quotes_and_pins", sql: quotesAndPins },
	{ id: "0007_notification_settings", sql: notificationSettings },
	{ id: "0008_message_versions", sql: messageVersions },
	{ id: "0009_reading", sql: reading },
	{ id: "0010_threads", sql: threads },
	{ id: "0012_search_operators", sql: searchOperators },
	{ id: "0013_group_mentions", sql: groupMentions },
	{ id: "0014_attention", sql: attention },
	{ id: "0015_saved_messages", sql: savedMessages },
	{ id: "0016_scheduled_messages", sql: scheduledMessages },
	{ id: "0017_reminders", sql: reminders },
	{ id: "0019_forwards", sql: forwards },
	{ id: "0022_channel_rights", sql: channelRights },
	{ id: "0023_sidebars", sql: sidebars },
	{ id: "0024_default_channels", sql: defaultChannels },
	{ id: "0025_polls", sql: polls },
	{ id: "0026_topics", sql: topics },
	{ id: "0029_edited_scheduled_messages", sql: editedScheduledMessages },
	{ id: "0030_drafts", sql: drafts },
	{ id: "0032_deleted_drafts", sql: deletedDrafts },
	{ id: "0033_statuses", sql: statuses },
	{ id: "0034_audit_log", sql: auditLog },
	{ id: "0035_draft_digests", sql: draftDigests },
	{ id: "0036_uploads", sql: uploads },
	{ id: "0037_profiles", sql: profiles },
	{ id: "0041_members_by_role", sql: membersByRole },
	{ id: "0042_slow_mode", sql: slowMode },
	{ id: "0043_deletion", sql: deletion },
	{ id: "0044_workspace_permissions", sql: workspacePermissions },
	{ id: "0045_custom_emoji", sql: customEmoji },
	{ id: "0046_exports", sql: exports },
	{ id: "0047_reports", sql: reports },
	{ id: "0048_groups", sql: groups },
	{ id: "0049_deleted_accounts", sql: deletedAccounts },
	{ id: "0050_word_filter", sql: wordFilter },
];
