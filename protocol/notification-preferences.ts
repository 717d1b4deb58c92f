/* No dependency on a library, so that the app can import it. */
import { isDirectId } from "./permissions.ts";

/** What a conversation calls its reader for, from most to least. `nothing` is ours: existing clients know the other three. */
export const notification_preferences = ["all", "mentions", "nothing", "muted"] as const;
type Preference = (typeof notification_preferences)[number];

/** Of who has chosen none: a direct conversation calls for everything. */
export const defaultPreference = (conversation_id: string): Preference =>
	isDirectId(conversation_id) ? "all" : "mentions";
