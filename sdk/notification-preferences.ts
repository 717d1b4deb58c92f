// The definition is in protocol, where the server uses it too.
export { default_preference, notification_preferences } from "../protocol/notification-preferences.ts";
