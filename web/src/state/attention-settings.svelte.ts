import type { Attention, Message, ServerEvent } from "@clickclack/sdk";
import { hasKeyword, isQuiet } from "@clickclack/sdk/attention-policy";
import { client } from "../client.ts";
import type { Followed } from "./followed.svelte.ts";
import { noteRead } from "./notices.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** The workspace that is open, or what is known of another, with the threads that I follow, once they are known. */
type Of = Pick<WorkspaceState, "workspace" | "me" | "followers"> & { followed?: Followed | undefined };

/** My keywords and quiet hours in a workspace. Loaded after it, and kept current by the events. */
export class AttentionSettings {
	readonly #workspace: Of;
	#settings = $state.raw<Attention>();
	/** grows with each event: an answer that was on its way meanwhile may be older */
	#changes = 0;
	/** they could not be loaded */
	#isOutdated = false;
	#found = new WeakMap<Message, boolean>();

	constructor(workspace: Of) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	/** At the beginning, and after events were missed. After a failure, again with the next events. */
	async load(): Promise<void> {
		const before = this.#changes;
		this.#isOutdated = false;
		try {
			const settings = await client.attention.get(this.#workspace.workspace.id);
			if (before === this.#changes) this.#put(settings);
		} catch {
			this.#isOutdated = true;
		}
	}

	receive(events: ServerEvent[]): void {
		for (const event of events) {
			if (event.type === "attention.updated") this.#put(event.payload.attention);
			else noteRead(event);
		}
		if (this.#isOutdated) void this.load();
	}

	#put(settings: Attention): void {
		this.#changes++;
		this.#found = new WeakMap();
		this.#settings = settings;
	}

	/** Whether somebody else has written one of my keywords: in a thread, only if I follow it. */
	hasKeyword(message: Message): boolean {
		const { keywords = [] } = this.#settings ?? {};
		if (keywords.length === 0 || message.author_id === this.#workspace.me.user.id) return false;
		const { parent_message_id: root } = message;
		if (root && !this.#workspace.followed?.threads.get(root)?.is_following) return false;
		const known = this.#found.get(message) ?? hasKeyword(message.body, keywords);
		this.#found.set(message, known);
		return known;
	}

	/** Until it is known what I chose, too. */
	isQuiet(): boolean {
		return !this.#settings || isQuiet(this.#settings, new Date());
	}
}
