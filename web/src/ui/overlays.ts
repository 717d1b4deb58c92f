/** Whether a dialog, a menu or another panel is open that has the keys to itself; tooltips and suggestions have not. */
export const hasOverlay = (): boolean => document.querySelector("dialog[open], [popover=auto]:popover-open") !== null;
