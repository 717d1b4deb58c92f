import type { WorkspaceState } from "./workspace.svelte.ts";
import type { KeptWorkspace } from "../store/kept.ts";
import { keepWorkspace } from "../store/workspaces.ts";

const every_ms = 1_000;
/** Until the first messages are kept: a page that was only just opened may be the last one before a tunnel. */
const at_first_ms = 200;

/** Keeps a workspace up to date in the browser's storage: now and then when there is nothing else to do, never per message. */
export class Saver {
	readonly #person: string;
	readonly #workspace: WorkspaceState;
	#cursor = "";
	#timelines: KeptWorkspace["timelines"] = new Map();
	#isSaving = false;

	constructor(person: string, workspace: WorkspaceState) {
		this.#person = person;
		this.#workspace = workspace;
	}

	/** Until `signal` aborts. */
	follow(signal: AbortSignal): void {
		let timer: ReturnType<typeof setTimeout>;
		const wait = () => (timer = setTimeout(look, this.#timelines.size > 0 ? every_ms : at_first_ms));
		const look = () => {
			if (document.visibilityState === "visible") whenIdle(() => signal.aborted || this.#save());
			wait();
		};
		wait();
		signal.addEventListener("abort", () => clearTimeout(timer));
		const leave = () => void this.#save();
		addEventListener("pagehide", leave, { signal });
		document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave(), { signal });
	}

	async #save(): Promise<void> {
		const { kept } = this.#workspace;
		if (!kept || this.#isSaving || this.#isSame(kept)) return;
		this.#isSaving = true;
		// without room it is not tried again: this page then works from memory
		if (await keepWorkspace(this.#person, kept, this.#timelines)) this.#isSaving = false;
		this.#cursor = kept.cursor;
		this.#timelines = kept.timelines;
	}

	#isSame({ cursor, timelines }: KeptWorkspace): boolean {
		if (cursor !== this.#cursor || timelines.size !== this.#timelines.size) return false;
		return [...timelines].every(([id, timeline]) => this.#timelines.get(id) === timeline);
	}
}

// Safari has no requestIdleCallback.
const whenIdle = (work: () => unknown): unknown =>
	"requestIdleCallback" in window ? requestIdleCallback(() => void work()) : setTimeout(work);
