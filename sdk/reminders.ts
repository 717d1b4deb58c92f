import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type { ListReminders, ListedReminder, MessageId, ReminderPage, WorkspaceId } from "./types.ts";

/** Messages that the caller is reminded of: the event `reminder.due` comes at its time. */
export class Reminders {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** By time, so those that are due first. */
	list(workspace_id: WorkspaceId, query: ListReminders = {}): Pages<ReminderPage, ListedReminder> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/reminders", { path: { workspace_id }, query }),
			items: (page) => page.reminders,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Of a message that has one, it changes the time. @param remind_at an ISO time */
	set(message_id: MessageId, remind_at: string): Promise<Answer<"POST /api/messages/{message_id}/reminder">> {
		const path = { message_id };
		return this.#client.request("POST /api/messages/{message_id}/reminder", { path, body: { remind_at } });
	}

	remove(message_id: MessageId): Promise<Answer<"DELETE /api/messages/{message_id}/reminder">> {
		return this.#client.request("DELETE /api/messages/{message_id}/reminder", { path: { message_id } });
	}
}
