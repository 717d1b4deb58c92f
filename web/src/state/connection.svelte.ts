import type { StreamState } from "@clickclack/sdk";
import { client } from "../client.ts";
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
		const resync = () => workspace.resync();
		while (!signal.aborted) {
			// Without a cursor the stream begins with a resync, and tries until it has one.
			const after = workspace.stale ? undefined : workspace.cursor;
			for await (const frame of client.frames(workspace.workspace.id, { after, signal, resync, onState })) {
				workspace.receive(frame);
				if (workspace.stale) break;
			}
		}
	}

	/** While we were away nobody told us who came and went, and the log does not know. */
	#changed(state: StreamState): void {
		const { presence, workspace } = this.#workspace;
		this.state = state;
		if (state === "waiting") presence.isOutdated = true;
		if (state !== "open" || !presence.isOutdated) return;
		const fresh = client.workspaces.snapshot(workspace.id);
		fresh.then(({ online_user_ids }) => presence.reset(online_user_ids)).catch(() => {});
	}
}
