import { type ActName, acts, staff_weights, weights } from "./acts.ts";
import { perform } from "./acting.ts";
import { updateWorkspace } from "./acts-people.ts";
import { comeBack, enter } from "./cast.ts";
import { Dice } from "./dice.ts";
import { Host } from "./host.ts";
import type { Act } from "./history.ts";
import { Inspector } from "./inspector.ts";
import type { Shown } from "./judge.ts";
import type { Person } from "./person.ts";
import { each } from "./each.ts";
import { Stage } from "./stage.ts";
import { type Climate, Weather, oftenOnline } from "./weather.ts";
import { Wire } from "./wire.ts";

const settled_ms = 200;

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
	readonly counts = new Map<string, Record<Act["outcome"], number>>();
	#left = 0;

	private constructor(stage: Stage, { climate, patience_ms }: Options) {
		this.#stage = stage;
		this.#patience_ms = patience_ms;
		this.#weather = new Weather(stage, climate);
		this.#inspector = new Inspector(stage);
		this.#offline = oftenOnline(() => stage.host.isUp);
	}

	static async start(options: Options): Promise<Torture> {
		const { seed, people, fault } = options;
		const dice = new Dice(seed);
		const wire = await Wire.open(dice);
		const stage = new Stage(dice, wire, await Host.start(wire, fault));
		await enter(stage, people);
		return new Torture(stage, options);
	}

	/** Everything that there is, from the beginning. */
	async whole(): Promise<Shown[]> {
		return await this.#inspector.inspectAll();
	}

	/** What the server logged as bugs of its own. */
	get bugs(): string[] {
		return this.#stage.host.bugs;
	}

	/** What was done, what went wrong meanwhile, and what was looked at. */
	get figures(): Record<string, number> {
		const { host, wire } = this.#stage;
		const acts = [...this.counts.values()].reduce(
			(sum, { done, refused, unknown }) => sum + done + refused + unknown,
			0,
		);
		return { acts, ...host.counts, ...wire.counts, ...this.#inspector.counts };
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
		if (rest_ms > 0) await this.#rest(rest_ms);
		this.#stage.nextWave();
		this.#left = acts;
		wire.isCalm = false;
		await Promise.all(people.map((person) => this.#live(person)));
		wire.isCalm = true;
		await this.#weather.cleared();
		await each(this.#stage.unanswered.splice(0), async (again) => void (await again()));
		await this.#settle();
		return await this.#inspector.inspect();
	}

	/** Nobody does anything for so long that the object is put to sleep, its sockets open. */
	async #rest(ms: number): Promise<void> {
		await this.#stage.host.countSleep(async () => {
			await pause(ms);
			await this.#settle();
		});
	}

	async end(): Promise<void> {
		for (const { ears } of this.#stage.people) for (const ear of ears) await ear.hangUp();
		this.#offline();
		await this.#stage.host.end();
		this.#stage.wire.close();
	}

	/** One thing after the other, as long as there is something left to do. */
	async #live(me: Person): Promise<void> {
		const { dice, host } = this.#stage;
		const isStaff = me.home === "owner" || me.home === "moderator";
		while (this.#left > 0) {
			await host.up;
			// who cannot come back now may do so later
			if (me.standing !== "in" && dice.chance(0.3)) await comeBack(this.#stage, me).catch(() => {});
			const name = dice.weighted(isStaff ? staff_weights : weights);
			const plan = acts[name](this.#stage, me);
			if (!plan) continue;
			this.#left--;
			this.#weather.passes();
			this.#count(name, await perform(this.#stage, me, name, plan));
		}
	}

	#count(name: ActName, outcome: Act["outcome"]): void {
		const counts = this.counts.get(name) ?? { done: 0, refused: 0, unknown: 0 };
		counts[outcome]++;
		this.counts.set(name, counts);
	}

	/** Waits until everybody who listens has heard the last that happened: something that all hear. */
	async #settle(): Promise<number> {
		await pause(settled_ms);
		const mark = await this.#mark();
		const ears = this.#stage.people.flatMap((person) => person.ears);
		const deadline = Date.now() + this.#patience_ms;
		while (Date.now() < deadline && ears.some((ear) => ear.isOpen && ear.num < mark)) await pause(10);
		for (const { name: ear, isOpen, num } of ears)
			if (isOpen && num < mark) this.#stage.write({ kind: "silent", at: Date.now(), ear, num: mark });
		return mark;
	}

	/** An event for everybody after which there is none. */
	async #mark(): Promise<number> {
		const { warden, host, tag, history } = this.#stage;
		for (;;) {
			await perform(this.#stage, warden, "updateWorkspace", updateWorkspace(this.#stage, warden)!);
			const act = history.findLast((entry) => entry.kind === "act" && entry.who === warden.user_id) as Act;
			const { rows } = await host.disk(tag, act.told[0]!.num);
			if (rows.length === 0) return act.told[0]!.num;
		}
	}
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
