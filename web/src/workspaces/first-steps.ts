import { Part } from "../ui/part.ts";

/** For the owners of workspaces. */
export const firstSteps = new Part(() => import("./FirstStepsCard.svelte"));

/** In place of a workspace, for who is in none. */
export const welcome = new Part(() => import("./Welcome.svelte"));
