/** A mebibyte, in bytes. */
export const mib = 1_048_576;

/** The most that may exist of each thing: in a workspace, on a message, of one person. The setting CAPS overrides them. */
export const caps = {
	/** archived ones count; deleted ones do not */
	channels: { workspace: 5_000, creator: 500 },
	/** archived ones count; deleted ones do not */
	topics: { workspace: 500, channel: 100 },
	/** deleted ones do not count */
	groups: { workspace: 200 },
	group_members: { group: 1_000 },
	group_channels: { group: 50 },
	/** those that one person was the first to open */
	direct_conversations: { creator: 5_000 },
	/** those that can still be accepted */
	invites: { workspace: 500, creator: 100 },
	members: { workspace: 10_000 },
	/** created by one person */
	workspaces: { creator: 50 },
	/** different emoji; how many people use one is not counted */
	reactions: { message: 50, creator: 20 },
	/** those that come with the app do not count */
	custom_emoji: { workspace: 500 },
	/** open and done together */
	saved_messages: { person: 1_000 },
	/** those that are due count, until they are done */
	reminders: { person: 100 },
	/** those that could not be sent count */
	scheduled_messages: { person: 100 },
	/** deleted ones count too, until there is no room */
	drafts: { person: 200 },
	/** files of one person in a workspace, how much they have together, and one; in MiB (1,048,576 bytes) */
	uploads: { person: 10_000, person_mib: 1_024, file_mib: 64 },
	/** messages that wait for a moderator, people who have reported one, and what one person reports in a day */
	reports: { workspace: 1_000, message: 10, person: 20 },
	/** the oldest go where one more has no room */
	audit_log: { workspace: 100_000 },
	/** open in one workspace: tabs, devices and programs together; one more closes the least active one */
	sockets: { person: 100 },
};
export type Caps = typeof caps;

/** How many expired, used-up and revoked invites are kept for the record, the newest ones. */
export const kept_invites = 500;
