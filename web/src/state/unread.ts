import { default_preference, type Message, type NotificationPreference, type User } from "@clickclack/sdk";
import { isDirect, isMine, type Conversation } from "./conversations.ts";

/** How many messages wait for me in a conversation: those of one that I am not in do not. */
export const unreadIn = (one: Conversation): number => (isMine(one) ? one.unread_count : 0);

/** What a conversation calls me for: a direct one for everything. */
export const preferenceIn = (one: Conversation): NotificationPreference =>
	isDirect(one) ? "all" : (one.notification_preference ?? default_preference);

/** How many of them are shown to wait for me: none of a muted channel. */
export const waitingIn = (one: Conversation): number => (preferenceIn(one) === "muted" ? 0 : unreadIn(one));

/** How many of them are to me: they are counted wherever there is a number. */
export function callsIn(one: Conversation): number {
	if (isDirect(one)) return one.unread_count;
	return ["nothing", "muted"].includes(preferenceIn(one)) ? 0 : one.mention_count;
}

/** Whether a message waits for me while it is after my position: others wrote it, and it is there. */
export const isNewTo = ({ author_id, deleted_at }: Message, me: User): boolean =>
	author_id !== me.id && deleted_at === undefined;
