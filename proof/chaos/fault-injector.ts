import { setMaxListeners } from "node:events";
import type { Environment } from "./environment.ts";

/** After how many acts each fault comes again: primes, so that none always comes with another. */
export type Rates = Partial<Record<"cut" | "cut_answer" | "stall" | "stop" | "stop_directory" | "kill", number>>;

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

/** What goes wrong after so many acts. */
export function injectFaults({ network, host, tag, prng }: Environment, rates: Rates, acts: number): void {
	const isTime = (fault: keyof Rates) => acts % (rates[fault] ?? Infinity) === 0;
	if (isTime("cut")) network.cut();
	if (isTime("cut_answer")) network.cutsAnswer = true;
	if (isTime("stall")) network.stall(prng.for(`stall ${acts}`).below(longest_stall_ms));
	// what is not there cannot be stopped: the server may be on its way down or up, and then it does not count
	if (isTime("stop")) void host.stop(tag).catch(() => {});
	if (isTime("stop_directory")) void host.stop().catch(() => {});
	if (isTime("kill")) host.kill();
}
