import { setMaxListeners } from "node:events";
import type { Prng } from "../prng.ts";
import type { Environment } from "./environment.ts";

/** After how many acts each fault comes again: primes, so that none always comes with another. */
export interface Rates {
	cut: number;
	stall: number;
	stop: number;
	stop_directory: number;
	kill: number;
}

/** For those who look for other faults. */
export const no_faults: Rates = {
	cut: Infinity,
	stall: Infinity,
	stop: Infinity,
	stop_directory: Infinity,
	kill: Infinity,
};

const longest_stall_ms = 1_500;
const online_every_ms = 150;

/**
 * Clients that wait before they connect again do so at once when their machine is back online: without it most of the
 * time here would go by in waiting.
 */
export function oftenOnline(isUp: () => boolean): () => void {
	const target = new EventTarget();
	setMaxListeners(0, target);
	Object.assign(globalThis, {
		addEventListener: target.addEventListener.bind(target),
		removeEventListener: target.removeEventListener.bind(target),
	});
	const timer = setInterval(() => isUp() && target.dispatchEvent(new Event("online")), online_every_ms);
	return () => clearInterval(timer);
}

export class FaultInjector {
	readonly #env: Environment;
	readonly #rates: Rates;
	readonly #prng: Prng;
	#acts = 0;
	#kill: Promise<void> = Promise.resolve();

	constructor(env: Environment, rates: Rates) {
		this.#env = env;
		this.#rates = rates;
		this.#prng = env.prng.for("faults");
	}

	next(): void {
		const { network, host, tag } = this.#env;
		this.#acts++;
		const isTime = (fault: keyof Rates) => this.#acts % this.#rates[fault] === 0;
		if (isTime("cut")) network.cut();
		if (isTime("stall")) network.stall(this.#prng.below(longest_stall_ms));
		if (isTime("stop")) this.#try(() => host.stop(tag), "the workspace is stopped");
		if (isTime("stop_directory")) this.#try(() => host.stop(), "the directory is stopped");
		if (isTime("kill")) this.#kill = this.#kill.then(() => this.#killServer());
	}

	async done(): Promise<void> {
		await this.#kill;
	}

	/** What is not there cannot be stopped: the server may be on its way down or up. Then it does not count. */
	#try(fault: () => Promise<void>, what: string): void {
		this.#env.fault(what);
		void fault().catch(() => this.#env.fault(`${what}: in vain`));
	}

	async #killServer(): Promise<void> {
		this.#env.fault("the server is killed");
		await this.#env.host.killed();
		this.#env.fault("the server is up");
	}
}
