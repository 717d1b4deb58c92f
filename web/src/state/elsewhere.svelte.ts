import type { WorkspaceId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import type { Waiting } from "./unread.ts";

/** The workspaces beside the one that is open. What follows them is loaded when that is there. */
class Elsewhere {
	readonly waiting = new SvelteMap<WorkspaceId, Waiting>();
	/** counts the calls of `follow`: the last one holds */
	#turn = 0;

	in(id: WorkspaceId): Waiting | undefined {
		return this.waiting.get(id);
	}

	/**
	 * Those that were followed before go on as they are.
	 * @param ids those that were used last first
	 */
	follow(ids: WorkspaceId[]): void {
		const turn = ++this.#turn;
		import("./elsewhere-follower.ts").then(
			({ follower }) => turn === this.#turn && follower.follow(ids),
			() => {},
		);
	}
}

export const elsewhere = new Elsewhere();
