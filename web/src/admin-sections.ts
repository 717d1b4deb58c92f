import type { Permission } from "@clickclack/sdk";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import type { IconName } from "./ui/icons.ts";
import { Part } from "./ui/part.ts";
import * as strings from "./strings/sections.ts";

interface Section {
	title: string;
	icon: IconName;
	/** what one has to be allowed to do to see it */
	permission: Extract<Permission, "workspace.update" | "member.invite" | "group.create" | "moderation.read">;
	view: Part<{ workspace: WorkspaceState }>;
}

/** The pages of a workspace's administration. A new one is an entry here and a component. */
export const adminSections = {
	general: {
		title: strings.general,
		icon: "settings",
		permission: "workspace.update",
		view: new Part(() => import("./admin/GeneralSection.svelte")),
	},
	invites: {
		title: strings.invites,
		icon: "user-plus",
		permission: "member.invite",
		view: new Part(() => import("./admin/InvitesSection.svelte")),
	},
	groups: {
		title: strings.groups,
		icon: "users",
		permission: "group.create",
		view: new Part(() => import("./admin/GroupsSection.svelte")),
	},
	audit: {
		title: strings.auditLog,
		icon: "clock",
		permission: "moderation.read",
		view: new Part(() => import("./admin/AuditLogSection.svelte")),
	},
} satisfies Record<string, Section>;
export type AdminSection = keyof typeof adminSections;
