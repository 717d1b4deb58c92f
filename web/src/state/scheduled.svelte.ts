import type { ScheduledMessage, ServerEvent } from "@clickclack/sdk";
import { laterClient } from "./later-client.ts";
import { errorText } from "../errors.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** My messages that are sent later: those that could not be sent first, then by time. There are a hundred at most. */
class Scheduled {
	isLoading = $state(false);
	/** why it could not be loaded */
	failure = $state("");
	list = $state.raw<ScheduledMessage[]>();
	readonly #workspace: WorkspaceState;
	#isOutdated = false;
	readonly failed = $derived((this.list ?? []).filter(({ failure }) => failure !== undefined).length);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	/** Again when something has changed meanwhile. */
	async load(): Promise<void> {
		this.#isOutdated = true;
		if (this.isLoading) return;
		this.isLoading = true;
		try {
			while (this.#isOutdated) {
				this.#isOutdated = false;
				const list: ScheduledMessage[] = [];
				for await (const one of laterClient.scheduled.list(this.#workspace.workspace.id)) list.push(one);
				this.list = list;
			}
			this.failure = "";
		} catch (error) {
			this.failure = errorText(error);
		}
		this.isLoading = false;
	}

	receive(events: ServerEvent[]): void {
		const isSent = (nonce: string | undefined) => this.list?.some((one) => one.nonce === nonce);
		for (const { type, payload } of events) {
			if (type === "scheduled_message.updated") void this.load();
			if (type !== "message.created" && type !== "thread.reply_created") continue;
			// what is on its way may be from before
			if (payload.message.author_id === this.#workspace.me.user.id) this.#isOutdated = true;
			if (isSent(payload.nonce)) this.list = this.list?.filter(({ nonce }) => nonce !== payload.nonce);
		}
	}
}

const known = new WeakMap<WorkspaceState, Scheduled>();

export function scheduledIn(workspace: WorkspaceState): Scheduled {
	const scheduled = known.get(workspace) ?? new Scheduled(workspace);
	known.set(workspace, scheduled);
	return scheduled;
}
