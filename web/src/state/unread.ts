import { defaultPreference, type Message, type NotificationPreference, type User } from "@clickclack/sdk";
import { isDirect, isMine, type Conversation } from "./conversations.ts";

/** How many messages wait for me in a conversation: those of one that I am not in do not. */
export const unreadIn = (one: Conversation): number => (isMine(one) ? one.unread_count : 0);

export const preferenceIn = (one: Conversation): NotificationPreference =>
	one.notification_preference ?? defaultPreference(one.id);

/** How many of them are shown to wait for me: none of a muted one. */
export const waitingIn = (one: Conversation): number => (preferenceIn(one) === "muted" ? 0 : unreadIn(one));

/** How many of them are to me: they are counted wherever there is a number. */
export function callsIn(one: Conversation): number {
	const preference = preferenceIn(one);
	if (preference === "nothing" || preference === "muted") return 0;
	return isDirect(one) && preference === "all" ? one.unread_count : one.mention_count;
}

/** Whether a message waits for me while it is after my position: others wrote it, and it is there. */
export const isNewTo = ({ author_id, deleted_at }: Message, me: User): boolean =>
	author_id !== me.id && deleted_at === undefined;
