import type { ServerEvent } from "@clickclack/sdk";
import { errorText } from "../errors.ts";
import type { Heard } from "./sound-player.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** The workspace that is open, or what is known of another. */
export type Of = Heard & Pick<WorkspaceState, "followers">;

/** A list of a workspace that is asked for as a whole, and again when the events say that it has changed. */
export abstract class WholeList<T> {
	isLoading = $state(false);
	/** why it could not be loaded */
	failure = $state("");
	list = $state.raw<T[]>();
	protected readonly workspace: Of;
	/** something has changed while it was on its way */
	protected isOutdated = false;

	constructor(workspace: Of) {
		this.workspace = workspace;
		workspace.followers.push(this);
	}

	protected abstract ask(): AsyncIterable<T>;
	abstract receive(events: ServerEvent[]): unknown;

	async load(): Promise<void> {
		this.isOutdated = true;
		if (this.isLoading) return;
		this.isLoading = true;
		try {
			while (this.isOutdated) {
				this.isOutdated = false;
				const list: T[] = [];
				for await (const one of this.ask()) list.push(one);
				this.list = list;
			}
			this.failure = "";
		} catch (error) {
			this.failure = errorText(error);
		}
		this.isLoading = false;
	}
}
