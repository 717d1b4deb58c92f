import type { Role } from "@clickclack/sdk";
import { kinds } from "./events.ts";
import { type Entry, type History, type Row, entries, the } from "./history.ts";

type Value = string | number | undefined;

/** What the log adds up to, worked out row by row and in the plainest way: who is where, and has read how far. */
export class State {
	readonly #values: Map<string, Value>;
	onChange: (what: string, value: Value) => void = () => {};

	constructor(history: History = []) {
		this.#values = new Map(entries(history, "base").map(({ what, value }) => [what, value]));
	}

	base(at: number): Entry[] {
		return [...this.#values].map(([what, value]) => ({ kind: "base" as const, at, what, value }));
	}

	get(what: string): Value {
		return this.#values.get(what);
	}

	set(what: string, value: Value): void {
		this.#values.set(what, value);
		if (value === undefined) this.#values.delete(what);
		this.onChange(what, value);
	}

	apply(row: Row): void {
		kinds[row.type].changes?.(this, row);
	}

	/** Somebody comes, goes, or is made something else; only who is known here. */
	change({ user }: Pick<Row, "user">, to: Role | "out" | "in"): void {
		const [, home] = String(this.get(the.person(user)) ?? "").split("/");
		if (home) this.set(the.person(user), `${to === "in" ? home : to}/${home}`);
	}

	roleOf({ user }: Pick<Row, "user">): string {
		return String(this.get(the.person(user)) ?? "out").split("/")[0]!;
	}

	place({ channel, user }: Pick<Row, "channel" | "user">): number | undefined {
		return this.get(the.place(channel, user)) as number | undefined;
	}

	read(row: Row): void {
		const [place, seq] = [this.place(row), row.seq ?? 0];
		if (place !== undefined && place < seq) this.set(the.place(row.channel, row.user), seq);
	}

	isErased({ message }: Pick<Row, "message">): boolean {
		return this.get(the.erased(message)) !== undefined;
	}

	hasReacted({ message, emoji, user }: Pick<Row, "message" | "emoji" | "user">): boolean {
		return !this.isErased({ message }) && this.get(the.reaction(message, emoji, user)) !== undefined;
	}

	isDropped({ channel }: Pick<Row, "channel">): boolean {
		return this.get(the.dropped(channel)) !== undefined;
	}
}
