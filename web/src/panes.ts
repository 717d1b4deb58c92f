import type { GroupId, UserId } from "@clickclack/sdk";
import type { Conversation } from "./state/conversations.ts";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import { Part } from "./ui/part.ts";
import * as pins from "./strings/pins.ts";
import * as common from "./strings/common.ts";
import { threads } from "./strings/threads.ts";

/** What a pane is given. */
export interface PaneProps {
	workspace: WorkspaceState;
	/** the one in the main part */
	conversation: Conversation | undefined;
	/** the person, or the group, that the address names */
	who: UserId | GroupId | undefined;
	onclose: () => void;
}

interface PaneView {
	label: string;
	/** it begins with a field to type in */
	takesFocus: boolean;
	view: Part<PaneProps>;
}

/** What can be opened beside any view of a workspace, by `?pane=…`. A new one is an entry here and a component. */
export const panes = {
	details: { label: common.details, takesFocus: false, view: new Part(() => import("./details/DetailsPane.svelte")) },
	files: { label: common.files, takesFocus: false, view: new Part(() => import("./uploads/FilesPane.svelte")) },
	group: { label: common.group, takesFocus: false, view: new Part(() => import("./groups/GroupPane.svelte")) },
	members: { label: common.members, takesFocus: false, view: new Part(() => import("./members/MemberPane.svelte")) },
	pins: { label: pins.pins, takesFocus: false, view: new Part(() => import("./pins/PinsPane.svelte")) },
	profile: { label: common.profile, takesFocus: false, view: new Part(() => import("./members/ProfilePane.svelte")) },
	search: { label: common.search, takesFocus: true, view: new Part(() => import("./search/SearchPane.svelte")) },
	topics: { label: common.topics, takesFocus: false, view: new Part(() => import("./topics/TopicsPane.svelte")) },
	threads: { label: threads, takesFocus: false, view: new Part(() => import("./threads/ThreadsPane.svelte")) },
} satisfies Record<string, PaneView>;
export type Pane = keyof typeof panes;
export const threadPane = new Part(() => import("./threads/ThreadPane.svelte"));
