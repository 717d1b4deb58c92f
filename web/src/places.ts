import { parts as inbox } from "./inbox/in-sidebar.ts";
import type { RouteName, routes } from "./routes.ts";
import { parts as saved } from "./saved/in-sidebar.ts";
import { parts as drafts } from "./scheduled/in-sidebar.ts";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import { parts as threads } from "./threads/in-sidebar.ts";
import type { IconName } from "./ui/icons.ts";

/** What a place says of itself in the sidebar. */
interface Told {
	/** bold */
	isUnread?: boolean;
	/** a number at its end, coral for what is to me */
	count?: number | string;
	isCall?: boolean;
	/** that in words, for a screen reader */
	words?: string | undefined;
}

/** What a place needs for that; one that says nothing needs none of it. */
export interface PlaceParts {
	told?: (workspace: WorkspaceState) => Told;
	/** called once for each workspace */
	begin?: (workspace: WorkspaceState) => void;
	/** called at the beginning, when the connection is back, and after events were missed */
	load?: (workspace: WorkspaceState) => void;
}

/** A view of a workspace that needs nothing but that in its address. */
type PlaceRoute = {
	[Name in RouteName]: (typeof routes)[Name]["pattern"] extends `/app/:workspace/-/${infer Rest}`
		? Rest extends `${string}:${string}`
			? never
			: Name
		: never;
}[RouteName];

export interface Place extends PlaceParts {
	/** the title is that of the route */
	route: PlaceRoute;
	icon: IconName;
}

/** Views of what is mine, and of everybody, in the order of the sidebar, which lists them, as the switcher does. A new one is a route, a component and a line here. */
export const places: Place[] = [
	{ route: "inbox", icon: "inbox", ...inbox },
	{ route: "threads", icon: "reply", ...threads },
	{ route: "drafts", icon: "edit", ...drafts },
	{ route: "saved", icon: "bookmark", ...saved },
	{ route: "people", icon: "users" },
];
