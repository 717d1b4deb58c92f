import type { Attention, Message, ServerEvent } from "@clickclack/sdk";
import { client } from "../client.ts";
import { hasKeyword } from "./keywords.ts";
import { noteRead } from "./notices.ts";
import { isQuiet } from "./quiet.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** My keywords and quiet hours. Loaded after the workspace, and kept current by the events. */
export class AttentionSettings {
	readonly #workspace: WorkspaceState;
	#settings = $state.raw<Attention>({ keywords: [] });
	/** grows with each event: an answer that was on its way meanwhile may be older */
	#changes = 0;
	#found = new WeakMap<Message, boolean>();

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	/** At the beginning, and after events were missed. */
	async load(): Promise<void> {
		const before = this.#changes;
		const settings = await client.attention.get(this.#workspace.workspace.id);
		if (before === this.#changes) this.#put(settings);
	}

	receive(events: ServerEvent[]): void {
		for (const event of events) {
			if (event.type === "attention.updated") this.#put(event.payload.attention);
			else noteRead(event);
		}
	}

	#put(settings: Attention): void {
		this.#changes++;
		this.#found = new WeakMap();
		this.#settings = settings;
	}

	/** Whether somebody else has written one of my keywords: in a thread, only if I follow it. */
	hasKeyword(message: Message): boolean {
		const { keywords } = this.#settings;
		if (keywords.length === 0 || message.author_id === this.#workspace.me.user.id) return false;
		const { parent_message_id: root } = message;
		if (root && !this.#workspace.followed?.threads.get(root)?.is_following) return false;
		const known = this.#found.get(message) ?? hasKeyword(message.body, keywords);
		this.#found.set(message, known);
		return known;
	}

	isQuiet(): boolean {
		return isQuiet(this.#settings, new Date());
	}
}
