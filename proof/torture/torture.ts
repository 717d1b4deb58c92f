import { setTimeout as pause } from "node:timers/promises";
import { comeBack, enter } from "./cast.ts";
import { Dice } from "./dice.ts";
import { Doings } from "./doings.ts";
import { Host } from "./host.ts";
import { Inspector } from "./inspector.ts";
import type { Shown } from "./judge.ts";
import { each } from "../lanes.ts";
import { settle } from "./settling.ts";
import { Stage } from "./stage.ts";
import { type Climate, Weather, oftenOnline } from "./weather.ts";
import { Wire } from "./wire.ts";

export interface Options {
	seed: number;
	people: number;
	climate: Climate;
	/** how long an ear may take to hear the last of what happened */
	patience_ms: number;
	/** for the checks to find: see entry.ts */
	fault?: string;
}

/** A server, those who use it, and all that goes wrong between them. */
export class Torture {
	readonly #stage: Stage;
	readonly #weather: Weather;
	readonly #inspector: Inspector;
	readonly #offline: () => void;
	readonly #patience_ms: number;
	readonly #doings = new Doings();

	private constructor(stage: Stage, { climate, patience_ms }: Options) {
		this.#stage = stage;
		this.#patience_ms = patience_ms;
		this.#weather = new Weather(stage, climate);
		this.#inspector = new Inspector(stage);
		this.#offline = oftenOnline(() => stage.host.isUp);
	}

	/** Whatever goes wrong on the way, no server is left running. */
	static async start(options: Options): Promise<Torture> {
		const { seed, people, fault } = options;
		const dice = new Dice(seed);
		const wire = await Wire.open(dice.for("wire"));
		const stage = new Stage(dice.for("stage"), wire, await Host.start(wire, fault));
		const torture = new Torture(stage, options);
		try {
			await enter(stage, people);
		} catch (error) {
			await torture.end();
			throw error;
		}
		return torture;
	}

	/** Everything that there is, from the beginning. */
	async whole(): Promise<Shown[]> {
		return await this.#inspector.inspectAll();
	}

	/** What the server logged as bugs of its own. */
	get bugs(): string[] {
		return this.#stage.host.bugs;
	}

	/** What became of each kind of act. */
	get acts(): Doings["counts"] {
		return this.#doings.counts;
	}

	/** Kinds of event that the log holds in the end. */
	get types(): Set<string> {
		return this.#inspector.types;
	}

	/** What was done, what went wrong meanwhile, and what was looked at. */
	get figures() {
		const { host, wire } = this.#stage;
		return { ...this.#doings.sums, ...host.counts, ...wire.counts, ...this.#inspector.counts };
	}

	/**
	 * So many acts in bad weather, then a look at everything when all is quiet.
	 * @param rest_ms of quiet at the beginning
	 */
	async wave(acts: number, rest_ms = 0): Promise<Shown[]> {
		const { wire, people } = this.#stage;
		await each(people, (person) => comeBack(this.#stage, person));
		// an errand that was late may come in between
		while ((await this.#settle()) !== (await this.#inspector.begin()));
		await this.#sleep(rest_ms);
		this.#stage.nextWave();
		this.#doings.left = acts;
		wire.isCalm = false;
		await Promise.all(people.map((me) => this.#doings.live(this.#stage, this.#weather, me)));
		wire.isCalm = true;
		await this.#weather.cleared();
		await each(this.#stage.unanswered.splice(0), async (again) => void (await again()));
		await this.#sleep(0);
		return await this.#inspector.inspect();
	}

	/** When all is quiet the object sleeps and its sockets stay open: put to sleep, and after `rest_ms` by itself. */
	async #sleep(rest_ms: number): Promise<void> {
		const { host, tag } = this.#stage;
		await this.#settle();
		await host.sleep(tag);
		await this.#settle();
		if (rest_ms === 0) return;
		await host.countSleep(async () => {
			await pause(rest_ms);
			await this.#settle();
		});
	}

	/** Leaves nothing running. */
	async end(): Promise<void> {
		this.#offline();
		try {
			for (const { ears } of this.#stage.people) for (const ear of ears) await ear.hangUp();
		} finally {
			await this.#stage.host.end();
			this.#stage.wire.close();
		}
	}

	async #settle(): Promise<number> {
		return await settle(this.#stage, this.#patience_ms);
	}
}
