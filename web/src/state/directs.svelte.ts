import type { UserId } from "@clickclack/sdk";
import { othersIn, type DirectConversation } from "./conversations.ts";
import { callsIn } from "./unread.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** A new one is where it would be after its first message. */
const activeAt = ({ last_message_at, created_at }: DirectConversation): string => last_message_at ?? created_at;

/** The direct conversations in my list. */
export class Directs {
	readonly #workspace: WorkspaceState;
	/** Those with the newest messages first. */
	readonly sorted = $derived.by(() =>
		[...this.#workspace.direct_conversations.values()]
			.filter(({ hidden_at }) => hidden_at === undefined)
			.toSorted((a, b) => Number(activeAt(b) > activeAt(a)) - Number(activeAt(b) < activeAt(a))),
	);
	readonly calls = $derived(this.sorted.reduce((sum, one) => sum + callsIn(one), 0));

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	/** The one with these people and nobody else. */
	with(user_ids: UserId[]): DirectConversation | undefined {
		const wanted = new Set(user_ids);
		return this.sorted.find((one) => {
			const others = othersIn(one, this.#workspace.me.user.id);
			return others.length === wanted.size && others.every(({ id }) => wanted.has(id));
		});
	}
}
