/** The pages of one's own settings. */
export const profile = "Profile";
export const account = "Account";
export const notifications = "Notifications";
export const appearance = "Appearance";
export const shortcuts = "Shortcuts";

/** The pages of a workspace's administration. */
export const general = "General";
export const invites = "Invites";
export const groups = "Groups";
export const rolesAndPermissions = "Roles and permissions";
export const emoji = "Emoji";
export const reports = "Reports";
export const wordFilter = "Word filter";
export const auditLog = "Audit log";
export const exports = "Exports";
