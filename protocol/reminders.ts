import * as z from "zod";
import { place } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { Message } from "./messages.ts";
import { route, routes } from "./route.ts";
import { LaterTime, Time, limit } from "./text.ts";

/** That the caller is reminded of a message. Nobody else is told. */
export const Reminder = z
	.object({
		message_id: MessageId,
		...place,
		remind_at: Time,
		is_due: z.boolean().meta({ description: "Its time has come" }),
	})
	.meta({ id: "Reminder" });
export type Reminder = z.infer<typeof Reminder>;

export const ListedReminder = Reminder.extend({ message: Message }).meta({ id: "ListedReminder" });
export type ListedReminder = z.infer<typeof ListedReminder>;

const ofMine = { message_id: MessageId, ...place, user_id: UserId };
/* They go to the person's own devices only. */
export const ReminderUpdated = durable("reminder.updated", { ...ofMine, state: z.enum(["waiting", "removed"]) });
export const ReminderDue = durable("reminder.due", ofMine);

export const SetReminder = z.object({ remind_at: LaterTime }).meta({ id: "SetReminder" });
export type SetReminder = z.infer<typeof SetReminder>;

export const ListReminders = z.object({ limit: limit(50, 100), cursor: MessageId.optional() });
export type ListReminders = z.infer<typeof ListReminders>;

/** Neither deleted messages are in it, nor those that the caller no longer sees. */
export const ReminderPage = z
	.object({
		reminders: z.array(ListedReminder).meta({ description: "By time, so those that are due first" }),
		next_cursor: MessageId.optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "ReminderPage" });
export type ReminderPage = z.infer<typeof ReminderPage>;

const one = { access: "human", who: "anyone who sees the channel and may listen" } as const;

export const reminderRoutes = routes("reminders", {
	listReminders: route("GET /api/workspaces/{workspace_id}/reminders", "What I am reminded of, by time", {
		access: "human",
		who: "any member",
		query: ListReminders,
		answers: { 200: [ReminderPage, "A page: as many as `limit`, or fewer where they are long"] },
	}),
	setReminder: route("POST /api/messages/{message_id}/reminder", "Be reminded of a message, or at another time", {
		...one,
		body: SetReminder,
		answers: { 200: [z.object({ reminder: Reminder, event: ReminderUpdated.optional() }), "Set; idempotent"] },
		fails: ["conflict"],
	}),
	removeReminder: route("DELETE /api/messages/{message_id}/reminder", "Do not be reminded, or it is done", {
		...one,
		answers: { 200: [z.object({ event: ReminderUpdated.optional() }), "There is none any more; idempotent"] },
	}),
});
