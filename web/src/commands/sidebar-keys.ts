import * as strings from "../strings/commands.ts";

/** Keys of the line of the sidebar that has the focus. */
export const sidebarKeys = {
	up: { keys: "Mod+Shift+ArrowUp", title: strings.moveUp },
	down: { keys: "Mod+Shift+ArrowDown", title: strings.moveDown },
} as const;
