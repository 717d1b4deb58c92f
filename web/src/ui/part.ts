import type { Component } from "svelte";

type Load<Props extends Record<string, any>, Exports extends Record<string, any>> = () => Promise<{
	default: Component<Props, Exports>;
}>;

/** A component in a file of its own, which is loaded when it is needed or before. */
export class Part<Props extends Record<string, any>, Exports extends Record<string, any> = {}> {
	readonly #load: Load<Props, Exports>;
	#loading: Promise<Component<Props, Exports>> | undefined;
	#failures = 0;
	/** Once it is loaded: then it can be drawn in the same frame. */
	component: Component<Props, Exports> | undefined;

	constructor(load: Load<Props, Exports>) {
		this.#load = load;
	}

	/** After a failure, the next call tries again. */
	load(): Promise<Component<Props, Exports>> {
		return (this.#loading ??= this.#attempt());
	}

	async #attempt(): Promise<Component<Props, Exports>> {
		try {
			const { default: component } = await this.#import();
			return (this.component = component);
		} catch (error) {
			this.#failures++;
			this.#loading = undefined;
			throw error;
		}
	}

	async #import(): ReturnType<Load<Props, Exports>> {
		if (this.#failures === 0) return await this.#load();
		return await this.#load().catch((error: unknown) => importAnew(error, this.#failures));
	}
}

/**
 * Browsers before whatwg/html#10327 (2026) remember for the life of the page that a file failed, and try no more. They
 * name it in the error; under another address they fetch it.
 */
async function importAnew(error: unknown, attempt: number) {
	const [address] = String(error).match(/https?:\/\/\S+\/assets\/\S+\.js/) ?? [];
	if (!address || new URL(address).origin !== location.origin) throw error;
	return await import(/* @vite-ignore */ `${address}?attempt=${attempt}`);
}

/** Loads parts one after the other while the browser has nothing else to do, until one fails. */
export function loadWhenIdle([next, ...rest]: { load: () => Promise<unknown> }[]): void {
	if (!next) return;
	const load = () =>
		void next.load().then(
			() => loadWhenIdle(rest),
			() => {},
		);
	whenIdle(load);
}

// Safari has no requestIdleCallback.
export const whenIdle = (work: () => void): unknown =>
	"requestIdleCallback" in window ? requestIdleCallback(work) : setTimeout(work, 200);

/** Whether the server has another build than the one that this page runs: then its parts are gone. */
export async function isOutdated(): Promise<boolean> {
	const scripts = [...document.querySelectorAll("script[type=module]")].map(
		(script) => script.getAttribute("src") ?? "",
	);
	try {
		const answer = await fetch("/app", { cache: "no-store", signal: AbortSignal.timeout(5_000) });
		const page = await answer.text();
		return answer.ok && !scripts.every((address) => page.includes(address));
	} catch {
		return false;
	}
}
