import { storage } from "../store/storage.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

const key = (workspace: WorkspaceState) => `clickclack.first-steps.${workspace.workspace.id}`;

/** What the owner of a new workspace does first; derived from what is there, so that it is true on every device. */
export class FirstSteps {
	readonly #workspace: WorkspaceState;
	#isDismissed = $state(false);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		this.#isDismissed = storage.get(key(workspace)) === true;
	}

	readonly hasInvited = $derived.by(() => this.#workspace.members.size > 1);
	readonly hasCreated = $derived.by(() => this.#workspace.sortedChannels.length > 1);
	readonly hasSpoken = $derived.by(() => this.#workspace.sortedChannels.some(({ last_seq }) => last_seq > 0));
	readonly isShown = $derived.by(
		() =>
			!this.#isDismissed &&
			this.#workspace.me.role === "owner" &&
			!(this.hasInvited && this.hasCreated && this.hasSpoken),
	);

	/** For good, in this browser. */
	dismiss(): void {
		this.#isDismissed = true;
		storage.set(key(this.#workspace), true);
	}
}
