import {
	defaultPreference,
	type ConversationId,
	type Message,
	type MyThread,
	type NotificationPreference,
	type User,
} from "@clickclack/sdk";
import { isDirectId, isMine, type Conversation } from "./conversations.ts";

/** How many messages wait for me in a conversation: those of one that I am not in do not. */
export const unreadIn = (one: Conversation): number => (isMine(one) ? one.unread_count : 0);

/** A conversation, or a thread that I follow, with what its conversation calls me for. */
type Counted = Pick<MyThread, "unread_count" | "mention_count"> & Chosen;
interface Chosen {
	/** of the conversation */
	id: ConversationId;
	notification_preference?: NotificationPreference | undefined;
}

export const preferenceIn = ({ id, notification_preference }: Chosen): NotificationPreference =>
	notification_preference ?? defaultPreference(id);

/** How many of them are shown to wait for me: none of a muted one. */
export const waitingIn = (one: Conversation): number => (preferenceIn(one) === "muted" ? 0 : unreadIn(one));

/** How many of them are to me: they are counted wherever there is a number. */
export function callsIn(one: Counted): number {
	const preference = preferenceIn(one);
	if (preference === "nothing" || preference === "muted") return 0;
	return isDirectId(one.id) && preference === "all" ? one.unread_count : one.mention_count;
}

/** What waits for me in a workspace. */
export interface Waiting {
	hasUnread: boolean;
	/** how many are to me */
	calls: number;
}

/**
 * @param mine the conversations in my list
 * @param threads what waits in those that I follow, once that is known
 * @param reminders likewise
 */
export const allWaiting = (
	mine: Conversation[],
	threads?: { calls: number; unread: number },
	reminders?: { due: number },
): Waiting => ({
	hasUnread: !!threads?.unread || mine.some((one) => waitingIn(one) > 0),
	calls: mine.reduce((sum, one) => sum + callsIn(one), (threads?.calls ?? 0) + (reminders?.due ?? 0)),
});

/** Whether a message waits for me while it is after my position: others wrote it, and it is there. */
export const isNewTo = ({ author_id, deleted_at }: Message, me: User): boolean =>
	author_id !== me.id && deleted_at === undefined;
