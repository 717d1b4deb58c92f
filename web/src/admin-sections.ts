import { can } from "@clickclack/sdk";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import type { IconName } from "./ui/icons.ts";
import { Part } from "./ui/part.ts";
import * as strings from "./strings/sections.ts";

interface Section {
	title: string;
	icon: IconName;
	isFor: (workspace: WorkspaceState) => boolean;
	view: Part<{ workspace: WorkspaceState }>;
	/** how much waits there */
	count?: (workspace: WorkspaceState) => number | undefined;
}

/** The pages of a workspace's administration. A new one is an entry here and a component. */
const sections = {
	general: {
		title: strings.general,
		icon: "settings",
		isFor: ({ me }) => can("workspace.update", me),
		view: new Part(() => import("./admin/GeneralSection.svelte")),
	},
	invites: {
		title: strings.invites,
		icon: "user-plus",
		// moderators revoke links also where only owners make them
		isFor: ({ me, workspace }) => can("invite.list", me, workspace),
		view: new Part(() => import("./admin/InvitesSection.svelte")),
	},
	groups: {
		title: strings.groups,
		icon: "at",
		// a group's admins change theirs
		isFor: ({ me, groups: all }) => can("group.create", me) || [...all.values()].some((one) => one.my_role === "admin"),
		view: new Part(() => import("./admin/GroupsSection.svelte")),
	},
	roles: {
		title: strings.rolesAndPermissions,
		icon: "users",
		isFor: ({ me }) => can("workspace.update_permissions", me),
		view: new Part(() => import("./admin/RolesSection.svelte")),
	},
	emoji: {
		title: strings.emoji,
		icon: "smile",
		// also who makes none any more deletes their own
		isFor: ({ me }) => me.role !== "guest",
		view: new Part(() => import("./admin/EmojiSection.svelte")),
	},
	reports: {
		title: strings.reports,
		icon: "warning",
		isFor: ({ me }) => can("moderation.read", me),
		view: new Part(() => import("./admin/ReportsSection.svelte")),
		count: ({ open_reports }) => open_reports,
	},
	words: {
		title: strings.wordFilter,
		icon: "text",
		isFor: ({ me }) => can("word_filter.update", me),
		view: new Part(() => import("./admin/WordFilterSection.svelte")),
	},
	audit: {
		title: strings.auditLog,
		icon: "clock",
		isFor: ({ me }) => can("moderation.read", me),
		view: new Part(() => import("./admin/AuditLogSection.svelte")),
	},
	exports: {
		title: strings.exports,
		icon: "download",
		// it is about what everybody has written
		isFor: () => true,
		view: new Part(() => import("./admin/ExportsSection.svelte")),
	},
} satisfies Record<string, Section>;
export type AdminSection = keyof typeof sections;
export const adminSections: Record<AdminSection, Section> = sections;
