/** How many of each thing there may be: in a workspace, on a message, made by one person. The setting CAPS overrides them. */
export const caps = {
	/** archived ones too; deleted ones no longer */
	channels: { workspace: 5_000, creator: 500 },
	/** those that somebody can still come in by */
	invites: { workspace: 500, creator: 100 },
	members: { workspace: 10_000 },
	/** that one person has made */
	workspaces: { creator: 50 },
	/** different ones; how many people join in one is not counted */
	reactions: { message: 50, creator: 20 },
};
export type Caps = typeof caps;

/** Invites that have ended are kept for the record, the newest so many. */
export const kept_invites = 500;
