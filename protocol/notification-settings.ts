import * as z from "zod";
import { place } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { UserId } from "./ids.ts";
import { notification_preferences } from "./notification-preferences.ts";
import { route, routes } from "./route.ts";

export const NotificationPreference = z.enum(notification_preferences).meta({
	id: "NotificationPreference",
	description:
		"`all` messages, only `mentions`, or `nothing`; a `muted` conversation is not shown as unread either, whatever is in it. No level changes `unread_count` and `mention_count`",
});
export type NotificationPreference = z.infer<typeof NotificationPreference>;

export const NotificationChoice = z.object({ preference: NotificationPreference }).meta({ id: "NotificationChoice" });
export type NotificationChoice = z.infer<typeof NotificationChoice>;

/** Goes to the person's own devices only, to keep them in sync. */
export const NotificationSettingsUpdated = durable("notification_settings.updated", {
	...place,
	user_id: UserId,
	preference: NotificationPreference,
});

const facts = { access: "messages:read", who: "anyone who sees the channel", conversation: true } as const;
const directFacts = { ...facts, access: "dms:read", who: "those in the conversation" } as const;
const answers = { 200: [NotificationChoice, "The caller's own"] } as const;

export const notificationSettingsRoutes = routes("notificationSettings", {
	getNotificationSettings: route(
		"GET /api/channels/{channel_id}/notification-settings",
		"What a channel notifies the caller of",
		{ ...facts, answers },
	),
	updateNotificationSettings: route(
		"PATCH /api/channels/{channel_id}/notification-settings",
		"Choose what a channel notifies the caller of",
		{ ...facts, body: NotificationChoice, answers },
	),
	getDirectNotificationSettings: route(
		"GET /api/dms/{direct_conversation_id}/notification-settings",
		"What a direct conversation notifies the caller of",
		{ ...directFacts, answers },
	),
	updateDirectNotificationSettings: route(
		"PATCH /api/dms/{direct_conversation_id}/notification-settings",
		"Choose what a direct conversation notifies the caller of",
		{ ...directFacts, body: NotificationChoice, answers },
	),
});
