import { callsIn, shownIn, type Message, type User } from "@clickclack/sdk";
import { isMine, type Conversation } from "./conversations.ts";

export { callsIn, preferenceIn } from "@clickclack/sdk";

/** How many messages wait for me in a conversation: those of one that I am not in do not. */
export const unreadIn = (one: Conversation): number => (isMine(one) ? one.unread_count : 0);

/** How many of them are shown to wait for me. */
export const waitingIn = (one: Conversation): number => (isMine(one) ? shownIn(one) : 0);

/** What waits for me in a workspace. */
export interface Waiting {
	hasUnread: boolean;
	/** how many are to me */
	calls: number;
	/** there are more threads than are counted */
	hasMore: boolean;
}

/**
 * @param mine the conversations in my list
 * @param threads what waits in those that I follow, once that is known
 * @param reminders likewise
 */
export const allWaiting = (
	mine: Conversation[],
	threads?: { calls: number; unread: number; has_more_unread: boolean },
	reminders?: { due: number },
): Waiting => ({
	hasUnread: !!threads?.unread || mine.some((one) => waitingIn(one) > 0),
	calls: mine.reduce((sum, one) => sum + callsIn(one), (threads?.calls ?? 0) + (reminders?.due ?? 0)),
	hasMore: threads?.has_more_unread ?? false,
});

/** Whether a message waits for me while it is after my position: others wrote it, and it is there. */
export const isNewTo = ({ author_id, deleted_at }: Message, me: User): boolean =>
	author_id !== me.id && deleted_at === undefined;
