import {
	type ConversationId,
	type NotificationPreference,
	type NotificationChoice,
	type UserId,
	defaultPreference,
	toPlace,
} from "@clickclack/protocol";
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { visibleConversation } from "./conversations/row.ts";
import type { Read, Write } from "./transaction.ts";

export const notification_settings = sqliteTable(
	"notification_settings",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_id: text().$type<ConversationId>().notNull(),
		preference: text().$type<NotificationPreference>().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_id] })],
);

/** What the caller chose, by conversation: those with the default are not in it. There are few. */
export const chosenPreferences = ({ sql, me }: Read): ReadonlyMap<ConversationId, NotificationPreference> =>
	new Map(
		sql<{ conversation_id: ConversationId; preference: NotificationPreference }>`
			SELECT conversation_id, preference FROM notification_settings WHERE user_id = ${me.user_id}`.map(
			({ conversation_id, preference }) => [conversation_id, preference],
		),
	);

/** Whoever joins begins with the default: that is how clients know it. */
export function forgetSettings({ sql }: Write, conversation_id: ConversationId, user_id: UserId): void {
	sql`DELETE FROM notification_settings WHERE user_id = ${user_id} AND conversation_id = ${conversation_id}`;
}

/** What a person chose; undefined for the default. */
export const chosenIn = ({ sql }: Read, conversation_id: ConversationId, user_id: UserId) =>
	sql<NotificationChoice>`
		SELECT preference FROM notification_settings
		WHERE user_id = ${user_id} AND conversation_id = ${conversation_id}`[0]?.preference;

const preferenceIn = (tx: Read, conversation_id: ConversationId): NotificationPreference =>
	chosenIn(tx, conversation_id, tx.me.user_id) ?? defaultPreference(conversation_id);

interface Place {
	conversation_id: ConversationId;
}

export function getNotificationSettings(tx: Read, { conversation_id }: Place): NotificationChoice {
	visibleConversation(tx, conversation_id);
	return { preference: preferenceIn(tx, conversation_id) };
}

/** The event goes to the caller's own devices only. */
export function updateNotificationSettings(
	tx: Write,
	{ conversation_id, preference }: Place & NotificationChoice,
): NotificationChoice {
	visibleConversation(tx, conversation_id);
	const { user_id } = tx.me;
	if (preferenceIn(tx, conversation_id) === preference) return { preference };
	if (preference === defaultPreference(conversation_id)) forgetSettings(tx, conversation_id, user_id);
	else
		tx.sql`INSERT INTO notification_settings (user_id, conversation_id, preference)
			VALUES (${user_id}, ${conversation_id}, ${preference})
			ON CONFLICT DO UPDATE SET preference = excluded.preference`;
	tx.emit({
		type: "notification_settings.updated",
		audience: "nobody",
		also: user_id,
		conversation_id,
		ids: { ...toPlace(conversation_id), user_id, preference },
		resource: {},
	});
	return { preference };
}
