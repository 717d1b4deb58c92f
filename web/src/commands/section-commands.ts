import { adminSections, type AdminSection } from "../admin-sections.ts";
import { router } from "../router.svelte.ts";
import { build } from "../routes.ts";
import { settingsSections, type SettingsSection } from "../settings-sections.ts";
import * as strings from "../strings/commands.ts";
import type { Command } from "./command.ts";

/** The pages of the settings and of the administration. */
export const sectionCommands: Command[] = [
	...(Object.keys(settingsSections) as SettingsSection[]).map((settings): Command => {
		const { title, icon } = settingsSections[settings];
		return {
			title: strings.settingsPage(title),
			kind: "settings",
			icon,
			run: () => router.go(build("settings", { settings })),
		};
	}),
	...(Object.keys(adminSections) as AdminSection[]).map((admin): Command => {
		const { title, icon, isFor } = adminSections[admin];
		return {
			title: strings.workspacePage(title),
			kind: "settings",
			icon,
			fits: ({ workspace }) => isFor(workspace),
			run: ({ workspace }) => router.go(build("admin", { workspace: workspace.workspace.route_id, admin })),
		};
	}),
];
