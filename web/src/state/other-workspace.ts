import { project, type Projection, type Snapshot, type ServerEvent } from "@clickclack/sdk";
import { AttentionSettings } from "./attention-settings.svelte.ts";
import { isMine } from "./conversations.ts";
import { Followed } from "./followed.svelte.ts";
import { Reminders } from "./reminders.svelte.ts";
import type { Heard } from "./sound-player.ts";
import { allWaiting, type Waiting } from "./unread.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** A workspace that is not open: what waits for me there, counted as in one that is, and what calls me. */
export class OtherWorkspace {
	readonly state: Heard & Pick<WorkspaceState, "followers">;
	readonly #followed: Followed;
	readonly #attention: AttentionSettings;
	readonly #reminders: Reminders;
	/** all of it has been told, the last time */
	isWhole = false;

	constructor(snapshot: Snapshot) {
		this.state = Object.assign<Projection, Pick<WorkspaceState, "followers">>(project(snapshot), { followers: [] });
		this.#followed = new Followed(this.state);
		this.#attention = new AttentionSettings(this.state);
		this.#reminders = new Reminders(this.state);
		Object.assign(this.state, { followed: this.#followed, attention: this.#attention });
	}

	get waiting(): Waiting {
		const { conversations, direct_conversations } = this.state;
		const all = [...conversations.values(), ...direct_conversations.values()];
		return allWaiting(all.filter(isMine), this.#followed, this.#reminders);
	}

	/**
	 * What waits besides, which no snapshot has: at the beginning, and after events were missed. It has to be newer than
	 * the snapshot. What cannot be told is not counted.
	 */
	async load(): Promise<void> {
		const [isKnown] = await Promise.all([
			this.#followed.load().then(
				() => true,
				() => false,
			),
			this.#reminders.load(),
		]);
		this.isWhole = isKnown && !this.#reminders.failure;
	}

	/** With what calls me, for who follows the events. */
	async loadAll(): Promise<void> {
		await Promise.all([this.load(), this.#attention.load()]);
	}

	/** @returns when what the events could not tell has been asked for */
	async receive(events: ServerEvent[]): Promise<void> {
		await Promise.all(this.state.followers.map((follower) => follower.receive(events)));
	}
}
