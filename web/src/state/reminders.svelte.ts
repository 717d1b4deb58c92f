import { isRequestError, type ListedReminder, type MessageId, type ServerEvent } from "@clickclack/sdk";
import { laterClient } from "./later-client.ts";
import { errorText } from "../errors.ts";
import { isMove } from "./is-move.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Told of a reminder whose time has come. */
type Ring = (reminder: ListedReminder) => void;

/** What I am reminded of, by time. There are a hundred at most. */
class Reminders {
	isLoading = $state(false);
	/** why it could not be loaded */
	failure = $state("");
	list = $state.raw<ListedReminder[]>();
	readonly #workspace: WorkspaceState;
	#isOutdated = false;
	/** those that came while the page was open, until they are shown */
	readonly #rung = new Set<MessageId>();
	ring: Ring = () => {};
	readonly due = $derived((this.list ?? []).filter(({ is_due }) => is_due).length);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	of(id: MessageId): ListedReminder | undefined {
		return this.list?.find(({ message_id }) => message_id === id);
	}

	/** Again when something has changed meanwhile. */
	async load(): Promise<void> {
		this.#isOutdated = true;
		if (this.isLoading) return;
		this.isLoading = true;
		try {
			while (this.#isOutdated) {
				this.#isOutdated = false;
				const list: ListedReminder[] = [];
				for await (const one of laterClient.reminders.list(this.#workspace.workspace.id)) list.push(one);
				this.list = list;
			}
			this.failure = "";
		} catch (error) {
			this.failure = errorText(error);
		}
		this.isLoading = false;
		for (const one of this.list ?? []) if (one.is_due && this.#rung.delete(one.message_id)) this.ring(one);
	}

	receive(events: ServerEvent[]): void {
		const ids = new Set(this.list?.map(({ message_id }) => message_id));
		let isChanged = events.some((event) => isMove(event, this.#workspace.me.user.id));
		for (const { type, payload } of events) {
			if (type === "reminder.due") this.#rung.add(payload.message_id);
			const isOfOne = type === "message.updated" || type === "message.deleted";
			isChanged ||= type.startsWith("reminder.") || (isOfOne && ids.has(payload.message_id));
		}
		if (isChanged) void this.load();
	}

	async set(id: MessageId, at: Date): Promise<void> {
		await laterClient.reminders.set(id, at.toISOString());
		void this.load();
	}

	/** Gone at once; back when the server refuses. */
	async done(id: MessageId): Promise<void> {
		this.list = this.list?.filter(({ message_id }) => message_id !== id);
		try {
			await laterClient.reminders.remove(id);
		} catch (error) {
			if (!isRequestError(error, "not_found")) throw error;
		} finally {
			void this.load();
		}
	}
}

const known = new WeakMap<WorkspaceState, Reminders>();

export function remindersIn(workspace: WorkspaceState): Reminders {
	const reminders = known.get(workspace) ?? new Reminders(workspace);
	known.set(workspace, reminders);
	return reminders;
}
