import type { GroupId, MessageId, TopicId, UserId } from "@clickclack/sdk";
import { adminSections, type AdminSection } from "./admin-sections.ts";
import type { Pane } from "./panes.ts";
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

/** What stands behind the path. */
export interface Query {
	/** the position of the message to show and highlight, in the conversation or in the thread; there 0 is its root */
	m?: number;
	/** the id of that message, in older links */
	at?: MessageId;
	pane?: Pane;
	/** whose profile, or which group */
	who?: UserId | GroupId;
	/** only the messages with this topic are shown */
	topic?: TopicId;
	/** the words of the search that is open */
	q?: string;
	/** the search is in the conversation that is open, not everywhere */
	scope?: "conversation";
	/** of the search, in place of what fits best */
	sort?: "newest";
	/** where to go after signing in */
	next?: string;
	/** of a sign-in link */
	token?: string;
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
