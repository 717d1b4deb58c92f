import { Part } from "../ui/part.ts";

/** What is in the menus of the workspace and of oneself, which are opened seldom. */
export const workspaceMenuItems = new Part(() => import("./WorkspaceMenuItems.svelte"));
export const myMenuItems = new Part(() => import("./MyMenuItems.svelte"));
