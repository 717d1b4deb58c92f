/** Whether a dialog, a menu or another panel is open: it has the keys to itself. */
export const hasOverlay = (): boolean =>
	document.querySelector("dialog[open], [popover]:popover-open:not(.tooltip)") !== null;
