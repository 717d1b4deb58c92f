// The definition is in protocol, where the server uses it too.
export { defaultPreference, notification_preferences } from "../protocol/notification-preferences.ts";
export { callsIn, preferenceIn, shownIn, type Counted } from "../protocol/attention/counts.ts";
