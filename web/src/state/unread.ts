import type { Conversation } from "@clickclack/sdk";

/** How many messages wait for me in a conversation: those of one that I am not in do not. */
export const unreadIn = ({ is_member, unread_count }: Conversation): number => (is_member ? unread_count : 0);
