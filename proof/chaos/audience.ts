import { kinds } from "./events.ts";
import { type History, type Row, entries, the } from "./history.ts";
import { State } from "./state.ts";

/** Clocks are read a little before and after what they time. */
export const slack_ms = 25;

/** Who could hear what at which place of the log: R15 to R18 once more, from nothing but who came and went. */
export class Audience {
	readonly rows: Row[];
	readonly #publics: Set<string>;
	/** what the state was from which row of the log on; of a place in a channel only whether there is one */
	readonly #steps = new Map<string, { num: number; value: unknown }[]>();
	/** the latest time among the rows up to each */
	readonly #times: number[] = [];

	constructor(history: History) {
		this.rows = entries(history, "row");
		this.#publics = new Set(entries(history, "channel").flatMap(({ channel, isPublic }) => (isPublic ? channel : [])));
		for (const { what, value } of entries(history, "base")) this.#note(what, value, 0);
		const state = new State(history);
		for (const row of this.rows) {
			state.onChange = (what, value) => this.#note(what, value, row.num);
			state.apply(row);
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

	#roleOf(user: string, num: number): string {
		return (this.#at(the.person(user), num) as string | undefined)?.split("/")[0] ?? "out";
	}

	isMember(user: string, num: number): boolean {
		return this.#roleOf(user, num) !== "out";
	}

	sees(channel: string, user: string, num: number): boolean {
		return this.#at(the.dropped(channel), num) === undefined && this.wouldSee(channel, user, num);
	}

	/** Whether they saw it until it was deleted, or see it. */
	wouldSee(channel: string, user: string, num: number): boolean {
		const role = this.#roleOf(user, num);
		if (role === "out") return false;
		return (this.#publics.has(channel) && role !== "guest") || this.#at(the.place(channel, user), num) !== undefined;
	}

	/** Whether `user` would hear `row` if it went out when the log had come to `num`. */
	hears(row: Row, user: string, num: number): boolean {
		const { isHeard } = kinds[row.type];
		if (!this.isMember(user, num)) return false;
		return isHeard ? isHeard(this, row, user, num) : this.sees(row.channel ?? "", user, num);
	}

	moderates(user: string, num: number): boolean {
		return ["owner", "moderator"].includes(this.#roleOf(user, num));
	}

	/** The places from `from` to `to` where something changed about a person, or about them in a channel. */
	places(user: string, channel: string | undefined, from: number, to: number): number[] {
		const about = [the.person(user), the.place(channel, user), the.dropped(channel)];
		const changes = about.flatMap((what) => (this.#steps.get(what) ?? []).map(({ num }) => num));
		return [from, ...changes.filter((num) => num > from && num <= to)];
	}

	#note(what: string, change: unknown, num: number): void {
		const value = what.startsWith("in ") && change !== undefined ? true : change;
		const steps = this.#steps.get(what) ?? [];
		if (steps.length === 0) this.#steps.set(what, steps);
		if (steps.at(-1)?.value !== value) steps.push({ num, value });
	}

	#at(what: string, num: number): unknown {
		return this.#steps.get(what)?.findLast((step) => step.num <= num)?.value;
	}
}
