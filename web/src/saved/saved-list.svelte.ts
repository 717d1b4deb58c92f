import type { ListedSavedMessage, SavedState } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { Attempt } from "../ui/attempt.svelte.ts";

const page_size = 50;

/** The messages that I saved, open or done, as far as they are loaded. */
export class SavedList {
	readonly attempt = new Attempt();
	/** where the next page begins */
	next = $state.raw<string>();
	#loaded = $state.raw<ListedSavedMessage[]>();
	readonly #workspace: WorkspaceState;
	readonly #state: SavedState;
	#isOutdated = false;

	constructor(workspace: WorkspaceState, state: SavedState) {
		this.#workspace = workspace;
		this.#state = state;
	}

	/** Undefined while nothing is known. */
	get shown(): ListedSavedMessage[] | undefined {
		return this.#loaded?.filter(({ message_id }) => this.#workspace.saved?.of(message_id) === this.#state);
	}

	/** As many as were there, again; once more when something has changed meanwhile. */
	load(): Promise<boolean> {
		this.#isOutdated = true;
		return this.attempt.run(() => this.#reload());
	}

	more(): Promise<boolean> {
		return this.attempt.run(async () => {
			const { saved, next_cursor } = await this.#page(this.next);
			this.#loaded = [...(this.#loaded ?? []), ...saved];
			this.next = next_cursor;
			await this.#reload();
		});
	}

	async #reload(): Promise<void> {
		while (this.#isOutdated) {
			this.#isOutdated = false;
			const pages = [await this.#page()];
			const wanted = this.#loaded?.length ?? 0;
			while (pages.at(-1)!.next_cursor && pages.flatMap(({ saved }) => saved).length < wanted)
				pages.push(await this.#page(pages.at(-1)!.next_cursor));
			this.#loaded = pages.flatMap(({ saved }) => saved);
			this.next = pages.at(-1)!.next_cursor;
		}
	}

	async #page(cursor?: string) {
		const query = { state: this.#state, limit: page_size, cursor };
		return await client.saved.list(this.#workspace.workspace.id, query);
	}
}
