import type { Snapshot } from "@clickclack/sdk";
import { Asking } from "./asking.ts";
import { checks, lasting } from "./checks/index.ts";
import { compare } from "./compare.ts";
import { stillComing } from "./errands.ts";
import { type Check, entries } from "./history.ts";
import { Ledger } from "./ledger.ts";
import { type Shown, judge } from "./judge.ts";
import type { Person } from "./person.ts";
import { each } from "../lanes.ts";
import { Reading } from "./reading.ts";
import type { Stage } from "./stage.ts";
import { State } from "./state.ts";
import { countLooks, noLooks } from "./looks.ts";
import { nameChannels } from "./unanswered.ts";
import { someOf, unlessOut, whoIsIn } from "./present.ts";

/** Looks at everything when all is quiet, and lets go of what was found to be right. */
export class Inspector {
	readonly #stage: Stage;
	readonly #ledger = new Ledger();
	#state = new State();
	#num = 0;
	readonly #words: string[] = [];
	readonly types = new Set<string>();
	readonly counts = { checks: 0, rows: 0, violations: 0, ...noLooks() };

	constructor(stage: Stage) {
		this.#stage = stage;
	}

	/** A history begins here. @returns the number of the last row before it */
	async begin(): Promise<number> {
		const { people, host, tag } = this.#stage;
		const before = this.#num > 0 ? entries(this.#stage.history, "act") : [];
		this.#know(this.#state);
		const { rows } = await host.disk(tag, this.#num);
		for (const row of rows) this.#state.apply(row);
		this.#num = rows.at(-1)?.num ?? this.#num;
		this.#stage.history = this.#state.base(Date.now());
		for (const act of stillComing(before)) this.#stage.write(act);
		const ears = people.flatMap((person) => person.ears);
		for (const ear of ears) if (ear.isOpen) ear.begin("goes on");
		await each(ears, async (ear) => {
			await ear.open();
			// who believes to see what they do not see any more was found out before
			await ear.look(this.#stage.dice).catch(unlessOut);
		});
		return this.#num;
	}

	#know(state: State): void {
		for (const { user_id, home } of this.#stage.people)
			if (!state.people.has(user_id)) state.people.set(user_id, { role: home, isMember: false, home });
	}

	/** What was lived through since. */
	async inspect(): Promise<Shown[]> {
		this.#words.push(this.#stage.wave);
		const lived = this.#stage.history;
		// an errand that was late may come in between: then it is read again
		do {
			this.#stage.history = [...lived];
			await this.#read();
		} while (await this.#hasMoved());
		this.counts.rows += entries(this.#stage.history, "row").length;
		return this.#check(checks);
	}

	/** Everything that there is, from the beginning. */
	async inspectAll(): Promise<Shown[]> {
		const { host, tag } = this.#stage;
		const nothing = new State();
		this.#know(nothing);
		do {
			this.#stage.history = nothing.base(Date.now());
			const { rows, channels } = await host.disk(tag, 0);
			this.#writeChannels(channels);
			this.#stage.history.push(...rows);
			for (const { type } of rows) this.types.add(type);
			const reading = new Reading(this.#stage, this.#ledger, nothing);
			await reading.timelines();
			const asking = new Asking(this.#stage, this.#ledger, reading);
			const snapshots = await whoIsIn(this.#stage);
			const some = someOf(snapshots, this.#stage.dice);
			await asking.log(some);
			await asking.search(some, this.#words);
			for (const [{ user_id }, snapshot] of snapshots) asking.counts(user_id, snapshot);
		} while (await this.#hasMoved());
		return this.#check(lasting);
	}

	async #hasMoved(): Promise<boolean> {
		const last = entries(this.#stage.history, "row").at(-1)?.num ?? this.#num;
		return (await this.#stage.host.disk(this.#stage.tag, last)).rows.length > 0;
	}

	#check(all: Check[]): Shown[] {
		const { history } = this.#stage;
		countLooks(this.counts, history);
		const { shown, count } = judge(history, all);
		this.counts.checks += all.length;
		this.counts.violations += count;
		return shown;
	}

	#writeChannels(channels: { id: string; kind: string; name: string }[]): void {
		const at = Date.now();
		for (const { id: channel, kind, name } of channels)
			this.#stage.write({ kind: "channel", at, channel, isPublic: kind === "public", name });
	}

	async #read(): Promise<void> {
		const { host, tag, history, dice, wave } = this.#stage;
		const { rows, channels } = await host.disk(tag, this.#num);
		this.#writeChannels(channels);
		history.push(...rows);
		nameChannels(entries(history, "act"), channels, rows);
		const snapshots = await whoIsIn(this.#stage);
		const reading = new Reading(this.#stage, this.#ledger, this.#state);
		await reading.timelines();
		await reading.changes();
		const asking = new Asking(this.#stage, this.#ledger, reading);
		const some = someOf(snapshots, this.#stage.dice);
		await asking.log(some);
		await asking.search(some, [...new Set([wave, dice.of(this.#words)!])]);
		await asking.elsewhere(some);
		await asking.nonces(some);
		await each(snapshots, ([person, snapshot]) => this.#compare(asking, person, snapshot));
	}

	async #compare(asking: Asking, person: Person, snapshot: Snapshot): Promise<void> {
		asking.counts(person.user_id, snapshot);
		for (const ear of person.ears) {
			if (!ear.isOpen) continue;
			await ear.refresh();
			this.#stage.write({ kind: "folded", at: Date.now(), ear: ear.name });
			for (const difference of await compare(person, ear.projection!, snapshot))
				this.#stage.write({ kind: "compared", at: Date.now(), ear: ear.name, ...difference });
		}
	}
}
