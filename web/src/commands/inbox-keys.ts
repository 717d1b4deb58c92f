import * as strings from "../strings/shortcuts.ts";

/** Keys of the inbox, of which the first stands on what it does. */
export const inboxKeys = {
	next: { keys: ["J", "ArrowDown"], title: strings.nextEntry },
	previous: { keys: ["K", "ArrowUp"], title: strings.previousEntry },
	first: { keys: ["Home"], title: strings.firstEntry },
	last: { keys: ["End"], title: strings.lastEntry },
	read: { keys: ["R", "Escape"], title: strings.markEntryRead },
} as const satisfies Record<string, { keys: readonly string[]; title: string }>;
