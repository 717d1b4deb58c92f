import type { IconName } from "./ui/icons.ts";
import { Part } from "./ui/part.ts";
import * as strings from "./strings/sections.ts";

interface Section {
	title: string;
	icon: IconName;
	view: Part<Record<string, never>>;
}

/** The pages of one's own settings. A new one is an entry here and a component. */
export const settingsSections = {
	profile: { title: strings.profile, icon: "user", view: new Part(() => import("./settings/ProfileSettings.svelte")) },
	account: { title: strings.account, icon: "lock", view: new Part(() => import("./settings/AccountSettings.svelte")) },
	notifications: {
		title: strings.notifications,
		icon: "bell",
		view: new Part(() => import("./settings/NotificationSettings.svelte")),
	},
	appearance: {
		title: strings.appearance,
		icon: "sun",
		view: new Part(() => import("./settings/AppearanceSettings.svelte")),
	},
	shortcuts: {
		title: strings.shortcuts,
		icon: "keyboard",
		view: new Part(() => import("./settings/ShortcutSettings.svelte")),
	},
} satisfies Record<string, Section>;
export type SettingsSection = keyof typeof settingsSections;
