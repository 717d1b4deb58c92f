import { type History, type Row, entries } from "./history.ts";
import { State } from "./state.ts";

/** Clocks are read a little before and after what they time. */
export const slack_ms = 25;

interface Step {
	/** true from this row of the log on */
	num: number;
	isTrue: boolean;
}

/** Who could hear what at which place of the log: R15 to R18 once more, from nothing but who came and went. */
export class Audience {
	readonly rows: Row[];
	readonly #publics: Set<string>;
	readonly #steps = new Map<string, Step[]>();
	/** the latest time among the rows up to each */
	readonly #times: number[] = [];

	constructor(history: History) {
		this.rows = entries(history, "row");
		this.#publics = new Set(entries(history, "channel").flatMap(({ channel, isPublic }) => (isPublic ? channel : [])));
		const state = State.before(history);
		for (const user of state.people.keys()) this.#notePerson(state, user, 0);
		for (const here of state.positions.keys()) this.#step(here, 0, true);
		for (const channel of state.dropped) this.#step(`dropped ${channel}`, 0, true);
		for (const row of this.rows) {
			state.apply(row);
			this.#note(state, row);
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

	isMember(user: string, num: number): boolean {
		return this.#at(user, num);
	}

	isIn(channel: string, user: string, num: number): boolean {
		return this.#at(`${channel} ${user}`, num);
	}

	sees(channel: string, user: string, num: number): boolean {
		return !this.#at(`dropped ${channel}`, num) && this.wouldSee(channel, user, num);
	}

	/** Whether they saw it until it was deleted, or see it. */
	wouldSee(channel: string, user: string, num: number): boolean {
		if (!this.isMember(user, num)) return false;
		return (this.#publics.has(channel) && !this.#at(`guest ${user}`, num)) || this.isIn(channel, user, num);
	}

	/** Whether `user` would hear `row` if it went out when the log had come to `num`. */
	hears(row: Row, user: string, num: number): boolean {
		return this.isMember(user, num) && hearers[row.type](this, row, user, num);
	}

	moderates(user: string, num: number): boolean {
		return this.#at(`moderator ${user}`, num);
	}

	/** The places from `from` to `to` where something changed about a person, or about them in a channel. */
	places(user: string, channel: string | undefined, from: number, to: number): number[] {
		const about = [
			user,
			`guest ${user}`,
			`moderator ${user}`,
			...(channel === undefined ? [] : [`${channel} ${user}`, `dropped ${channel}`]),
		];
		const changes = about.flatMap((what) => (this.#steps.get(what) ?? []).map(({ num }) => num));
		return [from, ...changes.filter((num) => num > from && num <= to)];
	}

	#note(state: State, { type, channel, user = "", num }: Row): void {
		if (type === "channel.member_joined") this.#step(`${channel} ${user}`, num, true);
		if (type === "channel.member_left") this.#step(`${channel} ${user}`, num, false);
		if (type === "channel.deleted") this.#step(`dropped ${channel}`, num, true);
		if (type.startsWith("member.")) this.#notePerson(state, user, num);
	}

	#notePerson(state: State, user: string, num: number): void {
		const { role, isMember } = state.people.get(user) ?? { role: "member", isMember: false };
		this.#step(user, num, isMember);
		this.#step(`guest ${user}`, num, role === "guest");
		this.#step(`moderator ${user}`, num, role === "owner" || role === "moderator");
	}

	#step(what: string, num: number, isTrue: boolean): void {
		const steps = this.#steps.get(what) ?? [];
		if (steps.at(-1)?.isTrue !== isTrue) this.#steps.set(what, [...steps, { num, isTrue }]);
	}

	#at(what: string, num: number): boolean {
		return this.#steps.get(what)?.findLast((step) => step.num <= num)?.isTrue ?? false;
	}
}

/** Whether a member hears a row, if it goes out at this place of the log. */
type Hears = (audience: Audience, row: Row, user: string, num: number) => boolean;

const everybody: Hears = () => true;
const inTheChannel: Hears = (audience, { channel = "" }, user, num) => audience.sees(channel, user, num);

/** One that is new has to say who hears it. */
const hearers: Record<Row["type"], Hears> = {
	"message.created": inTheChannel,
	"message.updated": inTheChannel,
	"message.deleted": inTheChannel,
	"thread.reply_created": inTheChannel,
	"thread.state_updated": inTheChannel,
	"reaction.added": inTheChannel,
	"reaction.removed": inTheChannel,
	"channel.created": inTheChannel,
	"channel.updated": inTheChannel,
	"channel.deleted": (audience, { channel = "" }, user, num) => audience.wouldSee(channel, user, num),
	"channel.member_joined": inTheChannel,
	"channel.member_left": (audience, row, user, num) => row.user === user || inTheChannel(audience, row, user, num),
	"channel.read": (_, row, user) => row.user === user,
	"member.joined": everybody,
	"member.updated": everybody,
	"member.left": everybody,
	"member.moderation_updated": (audience, row, user, num) => row.user === user || audience.moderates(user, num),
	"workspace.updated": everybody,
};
