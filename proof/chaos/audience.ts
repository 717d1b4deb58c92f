import { kinds } from "./events.ts";
import { type History, type Row, entries, the } from "./history.ts";
import { State } from "./state.ts";

/** Clocks are read a little before and after what they time. */
export const slack_ms = 25;

/** Who could hear what at which place of the log: R15 to R18 once more, from nothing but who came and went. */
export class Audience extends State {
	readonly rows: Row[];
	readonly #publics: Set<string>;
	/** the latest time among the rows up to each */
	readonly #times: number[] = [];

	constructor(history: History) {
		super(history);
		this.rows = entries(history, "row");
		this.#publics = new Set(entries(history, "channel").flatMap(({ channel, isPublic }) => (isPublic ? channel : [])));
		for (const row of this.rows) {
			this.apply(row);
			this.#times.push(Math.max(row.at, this.#times.at(-1) ?? 0));
		}
	}

	/** The last row that was written by `at`. */
	numAt(at: number): number {
		let [low, high] = [0, this.#times.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#times[middle]! <= at + slack_ms) low = middle + 1;
			else high = middle;
		}
		return this.rows[low - 1]?.num ?? 0;
	}

	sees(channel: string, user: string, num: number): boolean {
		return !this.isDropped({ channel }, num) && this.wouldSee(channel, user, num);
	}

	/** Whether they saw it until it was deleted, or see it. */
	wouldSee(channel: string, user: string, num: number): boolean {
		const role = this.roleOf({ user }, num);
		if (role === "out") return false;
		return (this.#publics.has(channel) && role !== "guest") || this.isIn({ channel, user }, num);
	}

	/** Whether `user` would hear `row` if it went out when the log had come to `num`. */
	hears(row: Row, user: string, num: number): boolean {
		const { isHeard } = kinds[row.type];
		if (!this.isMember({ user }, num)) return false;
		return isHeard ? isHeard(this, row, user, num) : this.sees(row.channel ?? "", user, num);
	}

	moderates(user: string, num: number): boolean {
		return ["owner", "moderator"].includes(this.roleOf({ user }, num));
	}

	/** The places from `from` to `to` where something changed about a person, or about them in a channel. */
	places(user: string, channel: string | undefined, from: number, to: number): number[] {
		const changes = this.changes([the.person(user), the.place(channel, user), the.dropped(channel)]);
		return [from, ...changes.filter((num) => num > from && num <= to)];
	}
}
