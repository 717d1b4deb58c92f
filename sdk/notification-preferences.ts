// The definition is in protocol, where the server uses it too.
export { defaultPreference, notification_preferences } from "../protocol/notification-preferences.ts";
