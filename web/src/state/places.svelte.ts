import { conversationOf, isRequestError, isRouteOf, type ConversationId, type MessageId } from "@clickclack/sdk";
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** What an address leads to: a conversation, or a thread in it. */
export interface Place {
	conversation_id: ConversationId;
	root_id?: MessageId | undefined;
}

/** What the route ids of addresses stand for in a workspace. */
export class Places {
	readonly #workspace: WorkspaceState;
	/** what the server was asked for */
	readonly #resolved = new SvelteMap<string, Place>();
	/** found here: they are remembered when their timeline is let go */
	readonly #threads = new Map<string, Place>();

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	/** As far as it is known here: else `resolve` it. */
	get(target: string | undefined): Place | undefined {
		if (target === undefined) return undefined;
		const known = this.#resolved.get(target);
		if (known) return known;
		if (target.startsWith("M")) return this.#thread(target);
		const conversation_id = this.#workspace.conversationIds.find((id) => isRouteOf(target, id));
		return conversation_id && { conversation_id };
	}

	/** Looked for once, not at each message that comes. */
	#thread(target: string): Place | undefined {
		const known = this.#threads.get(target);
		if (known) return known;
		for (const { messages } of untrack(() => [...this.#workspace.timelines.values()])) {
			const root = messages.find(({ id, parent_message_id }) => !parent_message_id && isRouteOf(target, id));
			if (!root) continue;
			const place = { conversation_id: conversationOf(root), root_id: root.also_sent_root_id ?? root.id };
			this.#threads.set(target, place);
			return place;
		}
		return undefined;
	}

	/** Asks the server. @returns undefined for what does not exist for me */
	async resolve(target: string): Promise<Place | undefined> {
		const { route_id } = this.#workspace.workspace;
		try {
			const found = await client.workspaces.resolve(route_id, target.replace(/^#/, ""));
			const place =
				found.target_type === "thread"
					? { conversation_id: found.parent_id!, root_id: found.target_id as MessageId }
					: { conversation_id: found.target_id as ConversationId };
			this.#resolved.set(target, place);
			return place;
		} catch (error) {
			if (isRequestError(error, "not_found")) return undefined;
			throw error;
		}
	}
}
