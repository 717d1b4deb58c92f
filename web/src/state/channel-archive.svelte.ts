import type { ConversationId, DurableEvent, MyChannel } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { titleOf } from "./titles.ts";

/** Channels that no snapshot lists: archived ones that were opened, or archived, while this page was open. */
export class ChannelArchive {
	readonly #channels = new SvelteMap<ConversationId, MyChannel>();
	/** What channels were called that were deleted while this page was open. */
	readonly deletedTitles = new SvelteMap<ConversationId, string>();

	/** Deleted ones too: their addresses are still open somewhere. */
	get ids(): ConversationId[] {
		return [...this.#channels.keys(), ...this.deletedTitles.keys()];
	}

	get(id: ConversationId): MyChannel | undefined {
		return this.#channels.get(id);
	}

	/** A channel as the server has it now, archived or not. */
	keep(channel: MyChannel): void {
		if (channel.archived_at) this.#channels.set(channel.id, channel);
		else this.#channels.delete(channel.id);
	}

	forget(id: ConversationId): void {
		this.#channels.delete(id);
	}

	clear(): void {
		this.#channels.clear();
	}

	noteDeleted(channel: MyChannel): void {
		this.#channels.delete(channel.id);
		this.deletedTitles.set(channel.id, titleOf(channel));
	}

	/**
	 * An event left a channel out of the snapshot's list. Whoever looks at it goes on looking, with what is known of it.
	 * @returns whether the server has to be asked for the rest
	 */
	noteOmitted(before: MyChannel, event: DurableEvent): boolean {
		if (event.type !== "channel.updated") return this.#channels.has(before.id);
		const { is_member, last_read_seq } = before;
		const mine = { is_member, last_read_seq, can_post: false, unread_count: 0, mention_count: 0 };
		this.#channels.set(before.id, { ...event.payload.channel, ...mine });
		return false;
	}
}
