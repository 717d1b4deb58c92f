import { setMaxListeners } from "node:events";
import type { Dice } from "./dice.ts";
import type { Stage } from "./stage.ts";

/** After how many acts each fault comes again: primes, so that none always comes with another. */
export interface Climate {
	cut: number;
	stall: number;
	stop: number;
	stop_directory: number;
	kill: number;
}

const longest_stall_ms = 1_500;
const online_every_ms = 150;

/**
 * Clients that wait before they dial again do so at once when their machine is back online: without it most of the
 * time here would go by in waiting.
 */
export function oftenOnline(isUp: () => boolean): () => void {
	const sky = new EventTarget();
	setMaxListeners(0, sky);
	Object.assign(globalThis, {
		addEventListener: sky.addEventListener.bind(sky),
		removeEventListener: sky.removeEventListener.bind(sky),
	});
	const timer = setInterval(() => isUp() && sky.dispatchEvent(new Event("online")), online_every_ms);
	return () => clearInterval(timer);
}

/** What goes wrong, act by act. */
export class Weather {
	readonly #stage: Stage;
	readonly #climate: Climate;
	readonly #dice: Dice;
	#acts = 0;
	#kill: Promise<void> = Promise.resolve();

	constructor(stage: Stage, climate: Climate) {
		this.#stage = stage;
		this.#climate = climate;
		this.#dice = stage.dice.for("weather");
	}

	/** Another act is about to be done. */
	passes(): void {
		const { wire, host, tag } = this.#stage;
		this.#acts++;
		const isTime = (fault: keyof Climate) => this.#acts % this.#climate[fault] === 0;
		if (isTime("cut")) wire.cut();
		if (isTime("stall")) wire.stall(this.#dice.below(longest_stall_ms));
		if (isTime("stop")) this.#try(() => host.stop(tag), "the workspace is stopped");
		if (isTime("stop_directory")) this.#try(() => host.stop(), "the directory is stopped");
		if (isTime("kill")) this.#kill = this.#kill.then(() => this.#strike());
	}

	/** When the server is up again, if it was killed. */
	async cleared(): Promise<void> {
		await this.#kill;
	}

	/** What is not there cannot be stopped: the server may be on its way down or up. Then it does not count. */
	#try(fault: () => Promise<void>, what: string): void {
		this.#stage.fault(what);
		void fault().catch(() => this.#stage.fault(`${what}: in vain`));
	}

	async #strike(): Promise<void> {
		this.#stage.fault("the server is killed");
		await this.#stage.host.killed();
		this.#stage.fault("the server is up");
	}
}
