import type { Conversation } from "../state/conversations.ts";
import type { dialogs } from "../dialogs.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { IconName } from "../ui/icons.ts";

/** Where a command is given. */
export interface Context {
	workspace: WorkspaceState;
	/** the one that is open */
	conversation: Conversation | undefined;
	/** opens a dialog */
	show: (dialog: CommandDialog) => void;
	/** closes what is beside the main part; undefined when nothing is */
	escape: (() => void) | undefined;
}
export type CommandDialog = keyof Pick<
	typeof dialogs,
	| "palette"
	| "shortcuts"
	| "createChannel"
	| "browseChannels"
	| "newMessage"
	| "jumpToDate"
	| "newSection"
	| "moveConversation"
	| "pause"
	| "status"
>;

export interface Command {
	title: string;
	kind: "navigation" | "conversations" | "settings";
	icon: IconName;
	/** as `key-press.ts` reads them; the first is the one that is shown */
	keys?: string[];
	/** absent from the list of commands: it makes sense by its key alone */
	isKeyOnly?: boolean;
	/** whether it makes sense here; by default it does */
	fits?: (context: Context) => boolean;
	run: (context: Context) => void;
}
