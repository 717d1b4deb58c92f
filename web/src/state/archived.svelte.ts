import type { MyChannel, ServerEvent } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const changes = new Set(["channel.updated", "channel.deleted", "channel.member_added", "channel.member_removed"]);

/** The archived channels that I see: no snapshot lists them, so they are asked for when they are to be shown. */
class Archived {
	readonly #workspace: WorkspaceState;
	channels = $state.raw<MyChannel[]>();
	failure = $state("");

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	async load(): Promise<void> {
		try {
			const all = await client.channels.list(this.#workspace.workspace.id);
			this.channels = all.filter(({ archived_at }) => archived_at);
			this.failure = "";
		} catch (error) {
			this.failure = errorText(error);
		}
	}

	receive(events: ServerEvent[]): void {
		if (this.channels && events.some((event) => this.#isAbout(event))) void this.load();
	}

	/** Not what happens to channels that are open and stay so. */
	#isAbout(event: ServerEvent): boolean {
		if (!changes.has(event.type) || !("channel_id" in event)) return false;
		const isListed = this.channels!.some(({ id }) => id === event.channel_id);
		return isListed || (event.type === "channel.updated" && event.payload.archived);
	}
}

const known = new WeakMap<WorkspaceState, Archived>();

export function archivedIn(workspace: WorkspaceState): Archived {
	const archived = known.get(workspace) ?? new Archived(workspace);
	known.set(workspace, archived);
	return archived;
}
