import type { Conversation } from "@clickclack/sdk";

/** What to call a conversation on the screen. */
export const titleOf = ({ display_title, name }: Pick<Conversation, "display_title" | "name">): string =>
	display_title || name;
