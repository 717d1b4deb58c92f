import { Part } from "./ui/part.ts";

/** Files: what takes them for the next message, and those of a message. */
export const uploadParts = {
	tray: new Part(() => import("./uploads/FileTray.svelte")),
	attachments: new Part(() => import("./uploads/Attachments.svelte")),
};
