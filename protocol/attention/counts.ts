/* What waits for a reader, by what they chose. No dependency on a library, so that the app can import it. */
import { isDirectId } from "../permissions.ts";
import { defaultPreference, type notification_preferences } from "../notification-preferences.ts";

type Preference = (typeof notification_preferences)[number];

/** A conversation, or a thread that its reader follows, with what its conversation calls them for. */
export interface Counted {
	/** of the conversation */
	id: string;
	notification_preference?: Preference | undefined;
	unread_count: number;
	mention_count: number;
}

export const preferenceIn = ({ id, notification_preference }: Pick<Counted, "id" | "notification_preference">) =>
	notification_preference ?? defaultPreference(id);

/** How many of its messages are shown to wait: none of a muted one. */
export const shownIn = (one: Counted): number => (preferenceIn(one) === "muted" ? 0 : one.unread_count);

/** How many of them are to the reader: they are counted wherever there is a number. */
export function callsIn(one: Counted): number {
	const preference = preferenceIn(one);
	if (preference === "nothing" || preference === "muted") return 0;
	return isDirectId(one.id) && preference === "all" ? one.unread_count : one.mention_count;
}
