import { setTimeout as pause } from "node:timers/promises";
import { each } from "../each.ts";
import { Prng } from "../prng.ts";
import { Environment } from "./environment.ts";
import type { Finding } from "./evaluate.ts";
import { type Rates, oftenOnline } from "./fault-injector.ts";
import { Host } from "./host.ts";
import { Inspector } from "./inspector.ts";
import { Network } from "./network.ts";
import { assemble } from "./assemble.ts";
import { comeBack } from "./people.ts";
import { Workload, settle } from "./workload.ts";

export interface Options {
	seed: number;
	people: number;
	rates: Rates;
	/** how many more acts may be tried until each was done */
	extra?: number;
	/** for the checks to find: see entry.ts */
	fault?: string;
}

/** A server, those who use it, and all that goes wrong between them. */
export class Chaos {
	readonly env: Environment;
	readonly inspector: Inspector;
	readonly #offline: () => void;
	readonly #workload: Workload;

	private constructor(env: Environment, rates: Rates, extra = 0) {
		this.env = env;
		this.inspector = new Inspector(env);
		this.#offline = oftenOnline(() => env.host.isUp);
		this.#workload = new Workload(rates, extra);
	}

	/** Whatever goes wrong on the way, no server is left running. */
	static async start({ seed, people, rates, extra, fault }: Options): Promise<Chaos> {
		const prng = new Prng(seed);
		const host = await Host.start(fault);
		const network = await Network.open(prng.for("network"), host.site.url);
		const env = new Environment(prng.for("environment"), network, host);
		const chaos = new Chaos(env, rates, extra);
		try {
			await assemble(env, people);
		} catch (error) {
			await chaos.end();
			throw error;
		}
		return chaos;
	}

	/** What became of each kind of act; and what was done, went wrong and was looked at. */
	get result() {
		const { host, network } = this.env;
		const { counts: acts, sums } = this.#workload;
		return { acts, figures: { ...sums, ...host.counts, ...network.counts, ...this.inspector.figures } };
	}

	/**
	 * So many acts while things go wrong, then a look at everything when all is quiet.
	 * @param rest_ms of quiet at the beginning
	 */
	async round(acts: number, rest_ms = 0): Promise<Finding[]> {
		const { network, host, people } = this.env;
		await each(people, (person) => comeBack(this.env, person));
		// a job that was late may come in between
		while ((await settle(this.env)) !== (await this.inspector.begin()));
		await this.#sleep(rest_ms);
		this.env.nextRound();
		this.#workload.left = acts;
		network.isCalm = false;
		await Promise.all(people.map((me) => this.#workload.run(this.env, me)));
		network.isCalm = true;
		await host.up;
		await each(this.env.unanswered.splice(0), async (again) => void (await again()));
		await this.#sleep(0);
		return await this.inspector.inspect();
	}

	/** When all is quiet the object sleeps and its sockets stay open: put to sleep, and after `rest_ms` by itself. */
	async #sleep(rest_ms: number): Promise<void> {
		const { host, tag } = this.env;
		await settle(this.env);
		await host.sleep(tag);
		await settle(this.env);
		if (rest_ms === 0) return;
		const before = await host.woken();
		await pause(rest_ms);
		await settle(this.env);
		if ((await host.woken()) > before) host.counts.sleeps_by_itself++;
	}

	async end(): Promise<void> {
		this.#offline();
		try {
			for (const person of this.env.people) person.stop();
			for (const { clients } of this.env.people) for (const client of clients) await client.close();
		} finally {
			await this.env.host.end();
			this.env.network.close();
		}
	}
}
