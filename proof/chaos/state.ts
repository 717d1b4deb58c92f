import type { Role } from "@clickclack/sdk";
import { kinds } from "./events.ts";
import { type Entry, type History, type Row, entries, the } from "./history.ts";

type Value = string | number | undefined;
type About<K extends keyof Row> = Pick<Row, K>;

/**
 * What the log adds up to, worked out row by row and in the plainest way: who is where, and has read how far. It keeps
 * what was true before: `num` asks how things stood when the log had come to there.
 */
export class State {
	/** each value with the row that brought it */
	readonly #steps = new Map<string, { num: number; value: Value }[]>();
	#num = 0;

	constructor(history: History = []) {
		for (const { what, value } of entries(history, "base")) this.set(what, value);
	}

	base(at: number): Entry[] {
		const all = [...this.#steps.keys()].map((what) => ({ kind: "base" as const, at, what, value: this.get(what) }));
		return all.filter(({ value }) => value !== undefined);
	}

	get(what: string, num = Infinity): Value {
		return this.#steps.get(what)?.findLast((step) => step.num <= num)?.value;
	}

	set(what: string, value: Value): void {
		const steps = this.#steps.get(what) ?? [];
		if (steps.length === 0) this.#steps.set(what, steps);
		if (steps.at(-1)?.value !== value) steps.push({ num: this.#num, value });
	}

	/** The rows by which these changed. */
	changes(about: string[]): number[] {
		return about.flatMap((what) => (this.#steps.get(what) ?? []).map(({ num }) => num));
	}

	apply(row: Row): void {
		this.#num = row.num;
		kinds[row.type].changes?.(this, row);
	}

	/** Somebody comes, goes, or is made something else; only who is known here. */
	change({ user }: About<"user">, to: Role | "out" | "in"): void {
		const [, home] = String(this.get(the.person(user)) ?? "").split("/");
		if (home) this.set(the.person(user), `${to === "in" ? home : to}/${home}`);
	}

	roleOf({ user }: About<"user">, num?: number): string {
		return String(this.get(the.person(user), num) ?? "out").split("/")[0]!;
	}

	isMember(who: About<"user">, num?: number): boolean {
		return this.roleOf(who, num) !== "out";
	}

	isIn({ channel, user }: About<"channel" | "user">, num?: number): boolean {
		return this.get(the.place(channel, user), num) !== undefined;
	}

	/** How far one has read, in the channel or not: 0 where one never has. */
	position({ channel, user }: About<"channel" | "user">): number {
		return Number(this.get(the.position(channel, user)) ?? 0);
	}

	read(row: Row): void {
		const seq = Math.max(this.position(row), row.seq ?? 0);
		if (seq > 0) this.set(the.position(row.channel, row.user), seq);
	}

	isErased({ message }: About<"message">): boolean {
		return this.get(the.erased(message)) !== undefined;
	}

	hasReacted({ message, emoji, user }: About<"message" | "emoji" | "user">): boolean {
		return !this.isErased({ message }) && this.get(the.reaction(message, emoji, user)) !== undefined;
	}

	isDropped({ channel }: About<"channel">, num?: number): boolean {
		return this.get(the.dropped(channel), num) !== undefined;
	}
}
