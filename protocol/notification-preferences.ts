/* No dependency on a library, so that the app can import it. */

/** What a conversation calls its reader for, from most to least. `nothing` is ours: existing clients know the other three. */
export const notification_preferences = ["all", "mentions", "nothing", "muted"] as const;
type Preference = (typeof notification_preferences)[number];

/** Of who has chosen none. */
export const default_preference: Preference = "mentions";
