import type { Presence, UserId } from "@clickclack/protocol";

/** Long enough for a reload to pass unseen. */
const settle_ms = 1_000;
/** Telling everybody about everybody is quadratic; beyond this many a snapshot says who is there. */
const crowd = 500;

/** Who came and who went, gathered so that a flicker is not told. */
export class Online {
	readonly #changes = new Map<UserId, Presence>();
	readonly #users: () => UserId[];
	readonly #announce: (user_id: UserId, status: Presence) => void;

	constructor(users: () => UserId[], announce: (user_id: UserId, status: Presence) => void) {
		this.#users = users;
		this.#announce = announce;
	}

	changed(user_id: UserId, status: Presence): void {
		const before = this.#changes.get(user_id);
		if (before !== undefined && before !== status) {
			this.#changes.delete(user_id);
			return;
		}
		if (this.#changes.size === 0) setTimeout(() => this.#settle(), settle_ms);
		this.#changes.set(user_id, status);
	}

	#settle(): void {
		const isCrowd = this.#users().length > crowd;
		if (!isCrowd) for (const [user_id, status] of this.#changes) this.#announce(user_id, status);
		this.#changes.clear();
	}
}
