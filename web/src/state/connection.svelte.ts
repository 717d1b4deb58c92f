import type { StreamState } from "@clickclack/sdk";
import { client } from "../client.ts";
import { EventQueue } from "./event-queue.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** The connection that a workspace's events come over. */
export class Connection {
	state = $state<StreamState>("connecting");
	readonly #workspace: WorkspaceState;

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	/** Receives events until `signal` aborts. @throws {RequestError} when the server lets us in no more */
	async follow(signal: AbortSignal): Promise<void> {
		const workspace = this.#workspace;
		const onState = (state: StreamState) => this.#changed(state);
		while (!signal.aborted) {
			// Without a cursor the stream begins with a resync, and tries until it has one.
			const after = workspace.stale ? undefined : workspace.cursor;
			const stopped = new AbortController();
			const ended = AbortSignal.any([signal, stopped.signal]);
			const received = new EventQueue((events) => {
				workspace.receive(events);
				if (workspace.stale) stopped.abort();
			});
			const resync = () => {
				received.flush();
				return workspace.resync();
			};
			const options = { after, signal: ended, resync, onState };
			for await (const frame of client.frames(workspace.workspace.id, options)) received.add(frame);
			received.flush();
		}
	}

	/** While we were away nobody told us who came and went, and the log does not know. */
	#changed(state: StreamState): void {
		const { news, presence, workspace } = this.#workspace;
		this.state = state;
		if (state === "waiting") {
			presence.isOutdated = true;
			// what comes next was written before the connection is back
			news.liveAfter = "~";
		}
		if (state !== "open" || !presence.isOutdated) return;
		// when the connection is lost meanwhile, news begin with the next one
		const begin = (cursor: string) => this.state === "open" && news.begin(cursor);
		const fresh = client.workspaces.snapshot(workspace.id);
		const online = fresh.then(({ cursor, online_user_ids }) => {
			begin(cursor);
			return online_user_ids;
		});
		online.then((user_ids) => presence.reset(user_ids)).catch(() => begin(this.#workspace.cursor));
	}
}
