import type { Snapshot } from "@clickclack/sdk";
import { each } from "../each.ts";
import { checks, lasting } from "./checks/index.ts";
import { compare } from "./compare.ts";
import { countLooks, noLooks } from "./coverage.ts";
import type { Environment } from "./environment.ts";
import { type Finding, evaluate } from "./evaluate.ts";
import { type Act, type Check, type Entry, entries, the } from "./history.ts";
import { Ledger } from "./ledger.ts";
import type { Person } from "./people.ts";
import { Prober, someOf, unlessOut, whoIsIn } from "./prober.ts";
import { Reader } from "./reader.ts";
import { State } from "./state.ts";

/** Acts that are done by jobs: one that failed at first may write its rows, or end a session, much later. */
const by_jobs = new Set(["admit", "acceptInvite", "updateProfile", "revokeSession"]);

/** What may still be done of the acts of a history, for the next one: whoever was answered was answered before. */
export const stillComing = (acts: Act[]): Act[] =>
	acts.filter(({ name }) => by_jobs.has(name)).map((act) => ({ ...act, outcome: "unknown", told: [] }));

/** Looks at everything when all is quiet, and lets go of what was found to be right. */
export class Inspector {
	readonly #env: Environment;
	readonly #ledger = new Ledger();
	#state = new State();
	#num = 0;
	readonly #words: string[] = [];
	readonly types = new Set<string>();
	readonly counts = { checks: 0, rows: 0, violations: 0, ...noLooks() };

	constructor(env: Environment) {
		this.#env = env;
	}

	/** A history begins here. @returns the number of the last row before it */
	async begin(): Promise<number> {
		const { people, host, tag } = this.#env;
		const before = this.#num > 0 ? entries(this.#env.history, "act") : [];
		this.#know(this.#state);
		const { rows } = await host.disk(tag, this.#num);
		for (const row of rows) this.#state.apply(row);
		this.#num = rows.at(-1)?.num ?? this.#num;
		this.#env.history = this.#state.base(Date.now());
		for (const act of stillComing(before)) this.#env.write(act);
		const clients = people.flatMap((person) => person.clients);
		for (const client of clients) if (client.isOpen) client.begin("goes on");
		await each(clients, async (client) => {
			await client.open();
			// who believes to see what they do not see any more was found out before
			await client.look(this.#env.prng).catch(unlessOut);
		});
		return this.#num;
	}

	#know(state: State): void {
		for (const { user_id, home } of this.#env.people)
			if (state.get(the.person(user_id)) === undefined) state.set(the.person(user_id), `out/${home}`);
	}

	/** What was lived through since. */
	async inspect(): Promise<Finding[]> {
		const { round, history, prng } = this.#env;
		this.#words.push(round);
		await this.#untilStill(history, async () => {
			const { prober, reader, some, snapshots } = await this.#read(this.#state, this.#num);
			await reader.changes();
			await prober.search(some, [...new Set([round, prng.of(this.#words)!])]);
			await prober.stored(some);
			await prober.nonces(some);
			await each(snapshots, ([person, snapshot]) => this.#compare(person, snapshot));
		});
		this.counts.rows += entries(this.#env.history, "row").length;
		return this.#check(checks);
	}

	async inspectAll(): Promise<Finding[]> {
		const nothing = new State();
		this.#know(nothing);
		await this.#untilStill(nothing.base(Date.now()), async () => {
			const { prober, some } = await this.#read(nothing, 0);
			await prober.search(some, this.#words);
		});
		for (const { type } of entries(this.#env.history, "row")) this.types.add(type);
		return this.#check(lasting);
	}

	/** A job that was late may come in between: then it is read again. */
	async #untilStill(lived: Entry[], read: () => Promise<void>): Promise<void> {
		do {
			this.#env.history = [...lived];
			await read();
		} while (await this.#hasMoved());
	}

	/** The log after `num`, and what both inspections ask people about it. */
	async #read(before: State, num: number) {
		const { host, tag, history, prng } = this.#env;
		const { rows, channels } = await host.disk(tag, num);
		const at = Date.now();
		for (const { id: channel, kind } of channels)
			history.push({ kind: "channel", at, channel, isPublic: kind === "public" });
		history.push(...rows);
		const snapshots = await whoIsIn(this.#env);
		const reader = new Reader(this.#env, this.#ledger, before);
		await reader.timelines();
		const prober = new Prober(this.#env, this.#ledger, reader);
		const some = someOf(snapshots, prng);
		await prober.log(some);
		for (const [{ user_id }, snapshot] of snapshots) prober.counts(user_id, snapshot);
		return { prober, reader, some, snapshots };
	}

	async #hasMoved(): Promise<boolean> {
		const last = entries(this.#env.history, "row").at(-1)?.num ?? this.#num;
		return (await this.#env.host.disk(this.#env.tag, last)).rows.length > 0;
	}

	#check(all: Check[]): Finding[] {
		const { history } = this.#env;
		countLooks(this.counts, history);
		const { findings, count } = evaluate(history, all);
		this.counts.checks += all.length;
		this.counts.violations += count;
		return findings;
	}

	async #compare(person: Person, snapshot: Snapshot): Promise<void> {
		for (const client of person.clients) {
			if (!client.isOpen) continue;
			await client.refresh();
			this.#env.write({ kind: "projected", at: Date.now(), client: client.name });
			for (const what of await compare(person, client.projection!, snapshot))
				this.#env.write({ kind: "compared", at: Date.now(), client: client.name, what });
		}
	}
}
