import type { Role } from "@clickclack/sdk";
import { key } from "../acts/act.ts";
import { kinds } from "./events.ts";
import { type About, type Entry, type History, type Row, entries } from "./history.ts";

/** Clocks are read a little before and after what they time. */
export const slack_ms = 25;

export const headOf = (timeline = ""): string => `head ${timeline}`;

type Value = string | number | undefined;

/**
 * The log, and what it adds up to, worked out row by row and in the plainest way: who is where, has read how far, and
 * can receive what (R15 to R18 once more). `num` asks how things stood when the log had come to there: 0 is before the
 * first row.
 */
export class Log {
	readonly rows: Row[];
	/** what is wrong with rows, where this is what was before them */
	readonly faults: { row: Row; what: string }[] = [];
	readonly #byNum: Map<number, Row>;
	readonly #byKey: Map<string, Row[]>;
	readonly #publics: Set<string>;
	/** who is in each direct conversation: that never changes */
	readonly #directs: Map<string, Set<string>>;
	/**
	 * What is so, by the key of what brings it about, and the rows that changed it. Of somebody who joins: role, or
	 * "out", and the role with which they come back; who enters a channel: where it ended; who reads: how far.
	 */
	readonly #steps = new Map<string, { num: number; value: Value }[]>();
	#num = 0;

	constructor(history: History) {
		this.rows = entries(history, "row");
		this.#byNum = new Map(this.rows.map((row) => [row.num, row]));
		this.#byKey = Map.groupBy(this.rows, (row) => row.key);
		this.#publics = new Set(entries(history, "channel").flatMap(({ channel, isPublic }) => (isPublic ? channel : [])));
		this.#directs = new Map(
			entries(history, "channel").flatMap(({ channel, members }) => (members ? [[channel, new Set(members)]] : [])),
		);
		for (const { what, value } of entries(history, "base")) this.set(what, value);
		for (const row of this.rows) this.#apply(row);
	}

	#apply(row: Row): void {
		const { fault, changes } = kinds[row.type];
		const what = this.has(key.drop(row.channel)) ? "came after its channel was deleted" : fault?.(this, row);
		if (what) this.faults.push({ row, what });
		this.#num = row.num;
		changes?.(this, row);
	}

	/** What it adds up to in the end, for a history that begins there. */
	base(): Entry[] {
		const all = [...this.#steps].map(([what, steps]) => ({ what, value: steps.at(-1)?.value }));
		return all.flatMap((one) => (one.value === undefined ? [] : { kind: "base", at: Date.now(), ...one }));
	}

	get end(): number {
		return this.rows.at(-1)?.num ?? 0;
	}

	row(num: number): Row | undefined {
		return this.#byNum.get(num);
	}

	written(key: string): Row[] {
		return this.#byKey.get(key) ?? [];
	}

	/** The rows after one place, up to another. */
	*between(from: number, to: number): Generator<Row> {
		for (let num = from + 1; num <= Math.min(to, this.end); num++) {
			const row = this.row(num);
			if (row) yield row;
		}
	}

	/** Up to where it was written by then. */
	numAt(at: number): number {
		const later = this.rows.find((row) => row.at > at + slack_ms);
		return later ? later.num - 1 : this.end;
	}

	get(what: string, num = Infinity): Value {
		return this.#steps.get(what)?.findLast((step) => step.num <= num)?.value;
	}

	has(what: string, num?: number): boolean {
		return this.get(what, num) !== undefined;
	}

	set(what: string, value: Value): void {
		const steps = this.#steps.get(what) ?? [];
		this.#steps.set(what, steps);
		if (steps.at(-1)?.value !== value) steps.push({ num: this.#num, value });
	}

	/** Somebody comes, goes, or is made something else; only who is known here. */
	change({ user }: About, to: Role | "out" | "in"): void {
		const [, home] = String(this.get(key.join(user)) ?? "").split("/");
		if (home) this.set(key.join(user), `${to === "in" ? home : to}/${home}`);
	}

	roleOf(user: string | undefined, num?: number): string {
		return String(this.get(key.join(user), num) ?? "out").split("/")[0]!;
	}

	isMember(user: string | undefined, num?: number): boolean {
		return this.roleOf(user, num) !== "out";
	}

	head(timeline: string | undefined, num?: number): number {
		return Number(this.get(headOf(timeline), num) ?? 0);
	}

	/** How far one has read, in the channel or not: 0 where one never has. */
	position({ channel, user }: About, num?: number): number {
		return Number(this.get(key.read(channel, user), num) ?? 0);
	}

	/** Where the row says, forward or back. */
	read(row: Row): void {
		this.set(key.read(row.channel, row.user), row.seq ?? 0);
	}

	/** One's own message right after the position is read. */
	send(row: Row): void {
		if (this.position(row) + 1 === row.seq) this.read(row);
	}

	/** What is deleted has no reactions. */
	hasReacted({ message, emoji, user }: About, num?: number): boolean {
		return !this.has(key.delete(message), num) && this.has(key.react(message, emoji, user), num);
	}

	sees(channel: string | undefined, user: string, num: number): boolean {
		return !this.has(key.drop(channel), num) && this.wouldSee(channel, user, num);
	}

	/** Whether they saw it until it was deleted, or see it. */
	wouldSee(channel: string | undefined, user: string, num: number): boolean {
		const role = this.roleOf(user, num);
		if (role === "out") return false;
		return (this.#publics.has(channel ?? "") && role !== "guest") || this.isIn(channel, user, num);
	}

	isDirect(channel = ""): boolean {
		return this.#directs.has(channel);
	}

	isIn(channel = "", user = "", num?: number): boolean {
		return this.#directs.get(channel)?.has(user) ?? this.has(key.enter(channel, user), num);
	}

	/** Whether a direct conversation is not in the list of one of its members. */
	isHidden(channel = ""): boolean {
		return [...(this.#directs.get(channel) ?? [])].some((user) => !this.has(key.show(channel, user)));
	}

	/** Whether `user` would receive `row` if it went out when the log had come to `num`. */
	receives(row: Row, user: string, num: number): boolean {
		const { isFor = (log) => log.sees(row.channel, user, num) } = kinds[row.type];
		return this.isMember(user, num) && isFor(this, row, user, num);
	}

	/** The places from `from` to `to` where something changed about a person, or about them in a channel. */
	places(user: string, channel: string | undefined, from: number, to: number): number[] {
		const about = [key.join(user), key.enter(channel, user), key.drop(channel)];
		const changes = about.flatMap((what) => (this.#steps.get(what) ?? []).map(({ num }) => num));
		return [from, ...changes.filter((num) => num > from && num <= to)];
	}
}
