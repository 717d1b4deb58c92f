import { type ListedReminder, type MessageId, type ServerEvent, type WorkspaceId } from "@clickclack/sdk";
import { laterClient } from "./later-client.ts";
import { isMove } from "./is-move.ts";
import { unlessGone } from "./unless-gone.ts";
import { oneFor } from "./one-for.ts";
import { WholeList } from "./whole-list.svelte.ts";

/** What ends the telling of those that were told, whichever list of their workspace follows it then: one is made anew as I go to another. */
const told = new Map<MessageId, { workspace_id: WorkspaceId; close: () => void }>();

/** What I am reminded of, by time. There are a hundred at most. */
export class Reminders extends WholeList<ListedReminder> {
	/** those that came while the page was open, until they are shown */
	readonly #rung = new Set<MessageId>();
	readonly due = $derived((this.list ?? []).filter(({ is_due }) => is_due).length);

	of(id: MessageId): ListedReminder | undefined {
		return this.list?.find(({ message_id }) => message_id === id);
	}

	protected ask(): AsyncIterable<ListedReminder> {
		return laterClient.reminders.list(this.workspace.workspace.id);
	}

	override async load(): Promise<void> {
		await super.load();
		if (!this.list) return;
		for (const [id, { workspace_id, close }] of told) {
			// done, put off or gone, here or on another device
			if (workspace_id !== this.workspace.workspace.id || this.of(id)?.is_due) continue;
			told.delete(id);
			close();
		}
		for (const one of this.list) if (one.is_due && this.#rung.delete(one.message_id)) void this.#tell(one);
	}

	async #tell(one: ListedReminder): Promise<void> {
		const { remind } = await import("./notifier.ts");
		const { workspace } = this.workspace;
		if (this.of(one.message_id)?.is_due)
			told.set(one.message_id, { workspace_id: workspace.id, close: remind(one, this.workspace) });
	}

	/** @returns when the list is the new one */
	async receive(events: ServerEvent[]): Promise<void> {
		const ids = new Set(this.list?.map(({ message_id }) => message_id));
		let isChanged = events.some((event) => isMove(event, this.workspace.me.user.id));
		for (const { type, payload } of events) {
			if (type === "reminder.due") this.#rung.add(payload.message_id);
			const isOfOne = type === "message.updated" || type === "message.deleted";
			isChanged ||= type.startsWith("reminder.") || (isOfOne && ids.has(payload.message_id));
		}
		if (isChanged) await this.load();
	}

	async set(id: MessageId, at: Date): Promise<void> {
		await laterClient.reminders.set(id, at.toISOString());
		void this.load();
	}

	/** Gone at once; back when the server refuses. */
	async done(id: MessageId): Promise<void> {
		this.list = this.list?.filter(({ message_id }) => message_id !== id);
		try {
			await unlessGone(laterClient.reminders.remove(id));
		} finally {
			void this.load();
		}
	}
}

export const remindersIn = oneFor((workspace) => new Reminders(workspace));
