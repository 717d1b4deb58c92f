import { isolated } from "@clickclack/sdk";

export const preview = (name: string): string => `Preview of ${isolated(name)}`;
export const previous = "Previous file";
export const next = "Next file";
export const positionOf = (n: number, total: number): string => `${n} of ${total}`;
export const zoomIn = "Zoom in";
export const zoomOut = "Zoom out";
export const zoomed = (n: number): string => `${n}%`;
/** The name of that, as a button. */
export const fit = (n: number): string => `${n}%. Fit to window`;
export const loading = "Loading the preview";
export const failed = "Couldn't load the preview";
export const gone = "This file isn't there any more.";
export const unreadable = "This file can't be shown here. Download it to open it.";
export const noPreview = "There's no preview for this kind of file";
export const downloadToOpen = "Download it to open it on your device.";
export const tooLarge = "This file is too large to be previewed";
export const shownPart = (n: number): string => `Only the first ${n.toLocaleString()} rows are shown.`;
export const view = "View";
export const rendered = "Preview";
export const source = "Source";
export const pageNumber = (n: number): string => `Page ${n}`;
export const emptyFile = "There's nothing in this file.";
