import { isRequestError, type Member, type Message, type UserId } from "@clickclack/sdk";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** How long names are gathered, so that the members that arrive are put in together. */
const gather_ms = 30;

/** Looks up members that a snapshot left out: it has only the first ones. */
export class People {
	readonly #workspace: WorkspaceState;
	/** who was asked for; nobody is asked for twice, also when they have left */
	readonly #asked = new Set<UserId>();
	#waiting: UserId[] = [];

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	/** A message is about to be drawn, with the names of others than its author. */
	needIn({ mentioned_user_ids, thread_state, reacted_by }: Message): void {
		const reacted = reacted_by.flatMap(({ user_ids }) => user_ids);
		this.need([...mentioned_user_ids, ...(thread_state?.last_reply_author_ids ?? []), ...reacted]);
	}

	/** Somebody's name is about to be drawn. */
	need(ids: Iterable<UserId>): void {
		for (const id of ids) {
			if (this.#asked.has(id) || this.#workspace.members.has(id)) continue;
			this.#asked.add(id);
			if (this.#waiting.push(id) === 1) setTimeout(() => void this.#load(), gather_ms);
		}
	}

	async #load(): Promise<void> {
		const ids = this.#waiting;
		this.#waiting = [];
		const found = await Promise.all(ids.map((id) => this.#get(id)));
		for (const member of found)
			if (member && !this.#workspace.members.has(member.user.id)) this.#workspace.members.set(member.user.id, member);
	}

	async #get(id: UserId): Promise<Member | undefined> {
		try {
			const { laterClient } = await import("./later-client.ts");
			return await laterClient.members.get(this.#workspace.workspace.id, id);
		} catch (error) {
			if (!isRequestError(error, "not_found")) this.#asked.delete(id);
			return undefined;
		}
	}
}
