import type { Role } from "@clickclack/sdk";
import { kinds } from "./events.ts";
import { type About, type Entry, type History, type Row, entries, the } from "./history.ts";

/** Clocks are read a little before and after what they time. */
export const slack_ms = 25;

type Value = string | number | undefined;
type Place = Pick<About, "channel" | "user">;

/**
 * The log, and what it adds up to, worked out row by row and in the plainest way: who is where, has read how far, and can
 * hear what (R15 to R18 once more). `num` asks how things stood when the log had come to there: 0 is before the first row.
 */
export class Log {
	readonly rows: Row[];
	/** what is wrong with rows, where this is what was before them */
	readonly faults: { row: Row; what: string }[] = [];
	readonly #byNum: Map<number, Row>;
	readonly #byKey: Map<string, Row[]>;
	readonly #publics: Set<string>;
	/** each value with the row that brought it */
	readonly #steps = new Map<string, { num: number; value: Value }[]>();
	#num = 0;

	constructor(history: History) {
		this.rows = entries(history, "row");
		this.#byNum = new Map(this.rows.map((row) => [row.num, row]));
		this.#byKey = Map.groupBy(this.rows, (row) => row.key);
		this.#publics = new Set(entries(history, "channel").flatMap(({ channel, isPublic }) => (isPublic ? channel : [])));
		for (const { what, value } of entries(history, "base")) this.set(what, value);
		for (const row of this.rows) this.#apply(row);
	}

	#apply(row: Row): void {
		const { fault, changes } = kinds[row.type];
		const what = this.isDropped(row) ? "came after its channel was deleted" : fault?.(this, row);
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

	set(what: string, value: Value): void {
		const steps = this.#steps.get(what) ?? [];
		this.#steps.set(what, steps);
		if (steps.at(-1)?.value !== value) steps.push({ num: this.#num, value });
	}

	/** Somebody comes, goes, or is made something else; only who is known here. */
	change({ user }: Place, to: Role | "out" | "in"): void {
		const [, home] = String(this.get(the.person(user)) ?? "").split("/");
		if (home) this.set(the.person(user), `${to === "in" ? home : to}/${home}`);
	}

	roleOf(user: string | undefined, num?: number): string {
		return String(this.get(the.person(user), num) ?? "out").split("/")[0]!;
	}

	isMember(user: string | undefined, num?: number): boolean {
		return this.roleOf(user, num) !== "out";
	}

	isIn({ channel, user }: Place, num?: number): boolean {
		return this.get(the.place(channel, user), num) !== undefined;
	}

	head(timeline: string | undefined, num?: number): number {
		return Number(this.get(the.head(timeline), num) ?? 0);
	}

	/** How far one has read, in the channel or not: 0 where one never has. */
	position({ channel, user }: Place, num?: number): number {
		return Number(this.get(the.position(channel, user), num) ?? 0);
	}

	read(row: Row): void {
		const seq = Math.max(this.position(row), row.seq ?? 0);
		if (seq > 0) this.set(the.position(row.channel, row.user), seq);
	}

	isErased({ message }: About, num?: number): boolean {
		return this.get(the.erased(message), num) !== undefined;
	}

	hasReacted({ message, emoji, user }: About, num?: number): boolean {
		return !this.isErased({ message }, num) && this.get(the.reaction(message, emoji, user), num) !== undefined;
	}

	isDropped({ channel }: About, num?: number): boolean {
		return this.get(the.dropped(channel), num) !== undefined;
	}

	sees(channel: string | undefined, user: string, num: number): boolean {
		return !this.isDropped({ channel }, num) && this.wouldSee(channel, user, num);
	}

	/** Whether they saw it until it was deleted, or see it. */
	wouldSee(channel: string | undefined, user: string, num: number): boolean {
		const role = this.roleOf(user, num);
		if (role === "out") return false;
		return (this.#publics.has(channel ?? "") && role !== "guest") || this.isIn({ channel, user }, num);
	}

	/** Whether `user` would hear `row` if it went out when the log had come to `num`. */
	hears(row: Row, user: string, num: number): boolean {
		const { isHeard = (log) => log.sees(row.channel, user, num) } = kinds[row.type];
		return this.isMember(user, num) && isHeard(this, row, user, num);
	}

	/** The places from `from` to `to` where something changed about a person, or about them in a channel. */
	places(user: string, channel: string | undefined, from: number, to: number): number[] {
		const about = [the.person(user), the.place(channel, user), the.dropped(channel)];
		const changes = about.flatMap((what) => (this.#steps.get(what) ?? []).map(({ num }) => num));
		return [from, ...changes.filter((num) => num > from && num <= to)];
	}
}
