import type { Presence, UserId } from "@clickclack/protocol";

/** Long enough for a page reload to go unnoticed. */
const settle_ms = 1_000;
/** Announcing everybody to everybody is quadratic; beyond this many people only a snapshot says who is online. */
const max_announced = 500;

/** Announces who came online or went offline, after a delay, so that short interruptions are not announced. */
export class Online {
	/** whom to check after the delay, with their last announced status */
	readonly #before = new Map<UserId, Presence>();
	readonly #users: () => UserId[];
	readonly #announce: (user_id: UserId, status: Presence) => void;

	constructor(users: () => UserId[], announce: (user_id: UserId, status: Presence) => void) {
		this.#users = users;
		this.#announce = announce;
	}

	connected(user_id: UserId): void {
		this.#check(user_id, "offline");
	}

	disconnected(user_id: UserId): void {
		this.#check(user_id, "online");
	}

	/** Who has a socket, or had one until just now: a page that is being reloaded is not offline to the others. */
	users(): UserId[] {
		const leaving = [...this.#before].flatMap(([user_id, before]) => (before === "online" ? [user_id] : []));
		return [...new Set([...this.#users(), ...leaving])];
	}

	#check(user_id: UserId, before: Presence): void {
		if (this.#before.size === 0) setTimeout(() => this.#settle(), settle_ms);
		if (!this.#before.has(user_id)) this.#before.set(user_id, before);
	}

	#settle(): void {
		const online = new Set(this.#users());
		const changes = [...this.#before];
		this.#before.clear();
		if (online.size > max_announced) return;
		for (const [user_id, before] of changes) {
			const status = online.has(user_id) ? "online" : "offline";
			if (status !== before) this.#announce(user_id, status);
		}
	}
}
