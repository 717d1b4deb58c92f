import type { ListedReminder } from "@clickclack/sdk";
import { idIn, timeIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

/** What I am reminded of, by time. */
export async function list({ limit, ...flags }: Flags & { limit: number }): Promise<Report> {
	const chat = signedIn(flags);
	const reminders: ListedReminder[] = [];
	for await (const one of chat.reminders.list(await findWorkspace(chat, flags)))
		if (reminders.push(one) === limit) break;
	const rows = reminders.map(({ message, remind_at, is_due }) => [
		message.id,
		new Date(remind_at),
		is_due ? "due" : "",
		`@${message.author.handle}`,
		new Body(message.body),
	]);
	return { resource: reminders, rows, headings: ["ID", "AT", "DUE", "BY", "MESSAGE"] };
}

export async function add({ at, ...flags }: Flags & { at: string }, message: string): Promise<Report> {
	const { reminder } = await signedIn(flags).reminders.set(idIn("msg", message), timeIn(at));
	return { resource: reminder, rows: [[new Date(reminder.remind_at)]] };
}

export async function done(flags: Flags, message: string): Promise<Report> {
	const answer = await signedIn(flags).reminders.remove(idIn("msg", message));
	return { resource: answer, rows: [["done"]] };
}
