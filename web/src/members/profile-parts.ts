import { Part } from "../ui/part.ts";

/** What opens at a person's name. */
export const profileParts = {
	card: new Part(() => import("./ProfileCard.svelte")),
	demote: new Part(() => import("./DemoteMemberDialog.svelte")),
	remove: new Part(() => import("./RemoveMemberDialog.svelte")),
};
