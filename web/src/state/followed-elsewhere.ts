import { isRequestError, type DurableEvent, type UserId, type WorkspaceId } from "@clickclack/sdk";
import {
	applyToThreads,
	followedThreads,
	resetThreads,
	settleThread,
	type FollowedThreadList,
} from "@clickclack/sdk/followed-threads";
import { client } from "../client.ts";

/** The threads that I follow in a workspace that is not open: my keywords count in these. */
export class FollowedElsewhere {
	readonly #id: WorkspaceId;
	readonly #list: FollowedThreadList;

	constructor(id: WorkspaceId, me: UserId) {
		this.#id = id;
		this.#list = followedThreads(me, { cursor: "", threads: [], has_more: false });
	}

	get threads(): FollowedThreadList["threads"] {
		return this.#list.threads;
	}

	/** At the beginning, and after events were missed. Until it is answered, none is followed. */
	async load(): Promise<void> {
		const answer = await client.threads.followed(this.#id).catch(() => undefined);
		if (answer) resetThreads(this.#list, answer);
	}

	receive(events: DurableEvent[]): void {
		for (const event of events) applyToThreads(this.#list, event);
		if (this.#list.stale) void this.load();
		else void this.#askForUnsure();
	}

	/** One that the server does not answer for is asked for with the next events. */
	async #askForUnsure(): Promise<void> {
		for (const id of this.#list.unsure)
			await client.threads.mine(id).then(
				(thread) => settleThread(this.#list, id, thread),
				(error: unknown) => isRequestError(error, "not_found") && settleThread(this.#list, id, undefined),
			);
	}
}
