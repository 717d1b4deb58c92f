import { Part } from "../ui/part.ts";

/** What opens at a person's name. */
export const profileParts = {
	card: new Part(() => import("./ProfileCard.svelte")),
	dialog: new Part(() => import("./MemberDialog.svelte")),
};
