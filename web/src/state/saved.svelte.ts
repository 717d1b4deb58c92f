import type { DurableEvent, MessageId, SavedState, ServerEvent } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { isMove } from "./is-move.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

type Wanted = SavedState | "removed";

/** What I saved for later. Loaded after the workspace, and kept current by the events. */
export class Saved {
	readonly #workspace: WorkspaceState;
	readonly #states = new SvelteMap<MessageId, SavedState>();
	/** what I want of a message until the server has answered */
	readonly #wanted = new SvelteMap<MessageId, { state: Wanted }>();
	#cursor = "";
	/** what came while the list was on its way */
	#events: DurableEvent[] | undefined;
	/** grows when something in a list of them may be another */
	changes = $state(0);
	readonly open = $derived([...this.#states.keys()].filter((id) => this.of(id) === "open").length);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	of(id: MessageId): Wanted {
		return this.#wanted.get(id)?.state ?? this.#states.get(id) ?? "removed";
	}

	/** At the beginning, and after events were missed. */
	async load(): Promise<void> {
		const events: DurableEvent[] = (this.#events = []);
		const { cursor, open, done } = await client.saved.ids(this.#workspace.workspace.id);
		if (events !== this.#events) return;
		this.#events = undefined;
		this.#states.clear();
		for (const id of done) this.#states.set(id, "done");
		for (const id of open) this.#states.set(id, "open");
		this.#cursor = cursor;
		this.changes++;
		for (const event of events) this.#apply(event);
	}

	receive(events: ServerEvent[]): void {
		for (const event of events)
			if (event.cursor !== "") {
				this.#events?.push(event as DurableEvent);
				this.#apply(event as DurableEvent);
			}
	}

	/** Shown at once; taken back when the server refuses. */
	async set(id: MessageId, state: Wanted): Promise<void> {
		const wanted = { state };
		this.#wanted.set(id, wanted);
		try {
			const { event } = await (state === "removed" ? client.saved.remove(id) : client.saved.add(id, state));
			if (event) this.#put(id, state);
		} finally {
			if (this.#wanted.get(id) === wanted) this.#wanted.delete(id);
		}
	}

	#apply(event: DurableEvent): void {
		if (event.cursor <= this.#cursor) return;
		const { type, payload } = event;
		if (type === "saved_message.updated") this.#put(payload.message_id, payload.state);
		else if (type === "message.deleted" && this.#states.has(payload.message_id))
			this.#put(payload.message_id, "removed");
		else if (type === "message.updated" && this.#states.has(payload.message_id)) this.changes++;
		else if (isMove(event, this.#workspace.me.user.id)) this.load().catch(() => {});
	}

	#put(id: MessageId, state: Wanted): void {
		if (state === "removed") this.#states.delete(id);
		else this.#states.set(id, state);
		this.changes++;
	}
}
