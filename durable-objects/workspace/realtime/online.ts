import type { Presence, UserId } from "@clickclack/protocol";

/** Long enough for a reload to pass unseen. */
const settle_ms = 1_000;
/** Telling everybody about everybody is quadratic; beyond this many a snapshot says who is there. */
const crowd = 500;

/** Who came and who went, gathered so that a flicker is not told. */
export class Online {
	/** whom to look at when things have settled, and what was last known of them */
	readonly #before = new Map<UserId, Presence>();
	readonly #users: () => UserId[];
	readonly #announce: (user_id: UserId, status: Presence) => void;

	constructor(users: () => UserId[], announce: (user_id: UserId, status: Presence) => void) {
		this.#users = users;
		this.#announce = announce;
	}

	came(user_id: UserId): void {
		this.#look(user_id, "offline");
	}

	went(user_id: UserId): void {
		this.#look(user_id, "online");
	}

	#look(user_id: UserId, before: Presence): void {
		if (this.#before.size === 0) setTimeout(() => this.#settle(), settle_ms);
		if (!this.#before.has(user_id)) this.#before.set(user_id, before);
	}

	#settle(): void {
		const there = new Set(this.#users());
		const changes = [...this.#before];
		this.#before.clear();
		if (there.size > crowd) return;
		for (const [user_id, before] of changes) {
			const status = there.has(user_id) ? "online" : "offline";
			if (status !== before) this.#announce(user_id, status);
		}
	}
}
