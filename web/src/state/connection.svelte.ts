import { pause, type StreamState } from "@clickclack/sdk";
import { client } from "../client.ts";
import { EventQueue } from "./event-queue.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const ask_again_ms = 10_000;

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
		const { news, presence } = this.#workspace;
		this.state = state;
		if (state === "waiting") {
			presence.isOutdated = true;
			// what comes next was written before the connection is back
			news.liveAfter = "~";
		}
		if (state === "open") void this.#askWhoIsHere();
	}

	/** Again after a failure, as long as there is a connection: when it is lost meanwhile, news begin with the next one. */
	async #askWhoIsHere(): Promise<void> {
		const { news, presence, workspace } = this.#workspace;
		while (this.state === "open" && presence.isOutdated) {
			const fresh = await client.workspaces.snapshot(workspace.id).catch(() => undefined);
			if (this.state !== "open") return;
			news.begin(fresh?.cursor ?? this.#workspace.cursor);
			if (fresh) presence.reset(fresh.online_user_ids);
			else await pause(ask_again_ms);
		}
	}
}
