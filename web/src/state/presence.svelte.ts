import type { EphemeralEvent, UserId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";

type PresenceChange = Extract<EphemeralEvent, { type: "presence.changed" }>["payload"];

/** Longer than a reload takes, so that nobody flickers. */
const leave_after_ms = 5_000;

/** Who is online. */
export class Presence {
	readonly #online = new SvelteMap<string, true>();
	readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();

	/** People may have come or gone without our being told. */
	isOutdated = false;

	isOnline(user_id: string): boolean {
		return this.#online.has(user_id);
	}

	/** How many others. */
	countBeside(user_id: string): number {
		return this.#online.size - Number(this.#online.has(user_id));
	}

	reset(user_ids: UserId[]): void {
		this.isOutdated = false;
		this.#online.clear();
		for (const user_id of user_ids) this.receive({ user_id, status: "online" });
	}

	receive({ user_id, status }: Pick<PresenceChange, "user_id" | "status">): void {
		clearTimeout(this.#leaving.get(user_id));
		if (status === "offline")
			this.#leaving.set(
				user_id,
				setTimeout(() => this.#online.delete(user_id), leave_after_ms),
			);
		// a client may publish a status of its own, which says nothing about being online
		else if (status === "online" || status === "away") this.#online.set(user_id, true);
	}
}
