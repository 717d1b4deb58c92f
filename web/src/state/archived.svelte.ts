import type { MyChannel, ServerEvent } from "@clickclack/sdk";
import { client } from "../client.ts";
import { oneFor } from "./one-for.ts";
import { WholeList } from "./whole-list.svelte.ts";

const changes = new Set(["channel.updated", "channel.deleted", "channel.member_joined", "channel.member_left"]);

/** The archived channels that I see: no snapshot lists them, so they are asked for when they are to be shown. */
class Archived extends WholeList<MyChannel> {
	protected async *ask(): AsyncIterable<MyChannel> {
		const all = await client.channels.list(this.workspace.workspace.id);
		yield* all.filter(({ archived_at }) => archived_at);
	}

	receive(events: ServerEvent[]): void {
		if (this.list && events.some((event) => this.#isAbout(event))) void this.load();
	}

	/** Not what happens to channels that are open and stay so. */
	#isAbout(event: ServerEvent): boolean {
		if (!changes.has(event.type) || !("channel_id" in event)) return false;
		const isListed = this.list!.some(({ id }) => id === event.channel_id);
		return isListed || (event.type === "channel.updated" && event.payload.archived);
	}
}

export const archivedIn = oneFor((workspace) => new Archived(workspace));
