import { adminSections, type AdminSection } from "./admin-sections.ts";
import { settingsSections, type SettingsSection } from "./settings-sections.ts";

/** What the segments of an address name. Ids are in their short public form: see `routeId` of the SDK. */
export interface Values {
	/** of a workspace, `T…` */
	workspace: string;
	/** of a channel `C…`, of a direct conversation `D…`, or of the root of a thread `M…`; of a channel by its name `#…` */
	target: string;
	/** its name, as a person writes it in an address */
	channel: string;
	admin: AdminSection;
	settings: SettingsSection;
	token: string;
	unknown: string;
}

/** What a segment has to be to stand for each. */
export const accepts: Record<keyof Values, (part: string) => boolean> = {
	workspace: (part) => /^T[0-9A-Z]{16}$/.test(part),
	target: (part) => /^[CDM][0-9A-Z]{16}$/.test(part),
	admin: (part) => Object.hasOwn(adminSections, part),
	settings: (part) => Object.hasOwn(settingsSections, part),
	token: () => true,
	channel: (part) => part !== "-",
	unknown: (part) => part !== "-",
};
