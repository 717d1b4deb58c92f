import type { Snapshot } from "@clickclack/sdk";
import { key } from "../acts/act.ts";
import { each } from "../each.ts";
import { checks, lasting } from "./checks/index.ts";
import { compare } from "./compare.ts";
import { type Figures, countSubjects } from "./coverage.ts";
import type { Environment } from "./environment.ts";
import { type Finding, evaluate } from "./evaluate.ts";
import { type Act, type Entry, entries } from "./history.ts";
import { Log } from "./log.ts";
import type { Person } from "./people.ts";
import { askLog, askNonces, askSearch, askStored, noteCounts, someOf, unlessOut, whoIsIn } from "./prober.ts";
import { Ledger, Reader } from "./reader.ts";

/** Acts that are done by jobs: one that failed at first may write its rows, or end a session, much later. */
const by_jobs = new Set(["admit", "acceptInvite", "updateProfile", "revokeSession"]);

/** What may still be done of the acts of a history, for the next one: whoever was answered was answered before. */
export const stillComing = (acts: Act[]): Act[] =>
	acts.filter(({ name }) => by_jobs.has(name)).map((act) => ({ ...act, outcome: "unknown", told: [] }));

type Probe = (reader: Reader, some: Person[], snapshots: Map<Person, Snapshot>) => Promise<unknown>;

/** Looks at everything when all is quiet, and lets go of what was found to be right. */
export class Inspector {
	readonly #env: Environment;
	readonly #ledger = new Ledger();
	#base: Entry[] | undefined;
	#num = 0;
	readonly #words: string[] = [];
	readonly figures: Figures = {};

	constructor(env: Environment) {
		this.#env = env;
	}

	/** Before the log begins nobody is in. */
	get #nothing(): Entry[] {
		return this.#env.people.map(({ user_id, home }) => {
			return { kind: "base", at: Date.now(), what: key.join(user_id), value: `out/${home}` };
		});
	}

	/** A history begins here. @returns the number of the last row before it */
	async begin(): Promise<number> {
		const { people, host, tag, history, prng } = this.#env;
		const { rows } = await host.disk(tag, this.#num);
		this.#base = new Log([...(this.#base ?? this.#nothing), ...rows]).base();
		this.#num = rows.at(-1)?.num ?? this.#num;
		this.#env.history = [...this.#base, ...stillComing(entries(history, "act"))];
		const clients = people.flatMap((person) => person.clients);
		for (const client of clients) if (client.isOpen) client.begin();
		await each(clients, async (client) => {
			await client.open();
			// who believes to see what they do not see any more was found out before
			await client.look(prng).catch(unlessOut);
		});
		return this.#num;
	}

	/** What was lived through since. */
	async inspect(): Promise<Finding[]> {
		const { round, history, prng } = this.#env;
		this.#words.push(round);
		await this.#read(history, this.#num, async (reader, some, snapshots) => {
			await reader.changes();
			for (const [person, snapshot] of snapshots) noteCounts(reader, person, snapshot);
			await askSearch(reader, some, [...new Set([round, prng.of(this.#words)!])]);
			await askStored(this.#env, some);
			await askNonces(reader, some);
			await each(snapshots, ([person, snapshot]) => this.#compare(person, snapshot));
		});
		countSubjects(this.figures, this.#env.history);
		return evaluate(this.#env.history, checks);
	}

	async inspectAll(): Promise<Finding[]> {
		await this.#read(this.#nothing, 0, async (reader, some, snapshots) => {
			for (const [person, snapshot] of snapshots) noteCounts(reader, person, snapshot);
			await askSearch(reader, some, this.#words);
		});
		return evaluate(this.#env.history, lasting);
	}

	/** The log after `num`, and what both inspections ask people about it. A job may come late: then it is read again. */
	async #read(lived: Entry[], num: number, probe: Probe): Promise<void> {
		const { host, tag, prng } = this.#env;
		const { rows, channels } = await host.disk(tag, num);
		this.#env.history = [...lived, ...channels, ...rows];
		const snapshots = await whoIsIn(this.#env);
		const reader = new Reader(this.#env, this.#ledger);
		await reader.timelines();
		const some = someOf(snapshots, prng);
		await askLog(reader, some);
		await probe(reader, some, snapshots);
		if ((await host.disk(tag, Math.max(num, reader.log.end))).rows.length > 0) await this.#read(lived, num, probe);
	}

	async #compare(person: Person, snapshot: Snapshot): Promise<void> {
		for (const client of person.clients) {
			if (!client.isOpen) continue;
			await client.refresh();
			const differences = await compare(person, client.projection!, snapshot);
			this.#env.write({ kind: "compared", client: client.name, differences });
		}
	}
}
