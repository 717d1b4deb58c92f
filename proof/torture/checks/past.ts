import { Audience, slack_ms } from "../audience.ts";
import type { Act, History, Row } from "../history.ts";
import { key } from "../keys.ts";
import { State } from "../state.ts";

/** A part of the log: after `from`, up to and with `to`. */
export interface Stretch {
	from: number;
	to: number;
}

/** What was so, and when: worked out from the log and from how it stood before. */
export class Past {
	readonly audience: Audience;
	readonly #before: State;
	readonly #byKey: Map<string, Row[]>;
	readonly #byPlace: Map<string, Row[]>;

	constructor(history: History) {
		this.audience = new Audience(history);
		this.#before = State.before(history);
		this.#byKey = Map.groupBy(this.audience.rows, (row) => row.key);
		this.#byPlace = Map.groupBy(this.audience.rows, ({ channel, user }) => `${channel} ${user}`);
	}

	/** From the asking to the answer. */
	during({ at, until }: Act): Stretch {
		return { from: this.audience.numAt(at - 2 * slack_ms), to: this.audience.numAt(until) };
	}

	isEver(user: string, channel: string | undefined, { from, to }: Stretch, holds: (num: number) => boolean): boolean {
		return this.audience.places(user, channel, from, to).some(holds);
	}

	isWritten(key: string, { from, to }: Stretch): boolean {
		return (this.#byKey.get(key) ?? []).some(({ num }) => num > from && num <= to);
	}

	isDeleted(message: string, { to }: Stretch): boolean {
		return this.#before.erased.has(message) || this.isWritten(key.delete(message), { from: 0, to });
	}

	/** Somebody who is not in a channel has no place in it. */
	hasRead({ channel, user, seq }: { channel: string; user: string; seq: number }, stretch: Stretch): boolean {
		const moves = ["channel.read", "message.created", "channel.member_joined"];
		const rows = this.#byPlace.get(`${channel} ${user}`) ?? [];
		return (
			(this.#before.position(channel, user) ?? -1) >= seq ||
			rows.some((row) => moves.includes(row.type) && (row.seq ?? 0) >= seq && row.num <= stretch.to) ||
			this.isEver(user, channel, stretch, (num) => !this.audience.isIn(channel, user, num))
		);
	}

	/** Whether a reaction was there at some moment, or was not. */
	isEverThere(
		reaction: { message: string; emoji: string; user: string },
		isThere: boolean,
		{ from, to }: Stretch,
	): boolean {
		const { message, emoji, user } = reaction;
		const added = key.react(message, emoji, user);
		const changes = [added, key.unreact(message, emoji, user), key.delete(message)]
			.flatMap((one) => this.#byKey.get(one) ?? [])
			.toSorted((a, b) => a.num - b.num);
		const last = changes.findLast(({ num }) => num <= from);
		const wasThere = last ? last.key === added : this.#before.hasReacted(reaction);
		const later = changes.filter(({ num }) => num > from && num <= to);
		return wasThere === isThere || later.some((row) => (row.key === added) === isThere);
	}
}
