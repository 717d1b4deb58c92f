import type { ConversationId, SearchMessages, SearchPage, SearchResult, WorkspaceId } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import { errorText } from "../errors.ts";
import { isDirectId } from "../state/conversations.ts";

/** Waits for the typing to pause, in ms. */
const pause_ms = 200;

/** A search in a workspace: its words, the results, and whether there are more. */
export class Search {
	words = $state("");
	/** the conversation to search in; undefined is everywhere */
	within = $state.raw<ConversationId>();
	/** undefined: what fits best comes first */
	sort = $state.raw<"newest">();
	/** the words that the results are of */
	found = $state("");
	results = $state.raw<SearchResult[]>([]);
	status = $state<"idle" | "searching" | "done" | "failed">("idle");
	failure = $state("");
	#next = $state<string | null>(null);
	readonly #workspace_id: WorkspaceId;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts the searches, so that a late answer to an earlier one is dropped. */
	#turn = 0;

	constructor(workspace_id: WorkspaceId) {
		this.#workspace_id = workspace_id;
	}

	/** A blank ends the last word; without one it is found by its beginning. */
	get #typing(): "true" | undefined {
		return /\s$/.test(this.words) ? undefined : "true";
	}

	/** The results are of the words that stand there: an answer may come while something else is typed. */
	get isCurrent(): boolean {
		return this.status === "done" && this.found === this.words;
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** The words changed: searches when the typing pauses. */
	typed(): void {
		this.status = "searching";
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.run(), pause_ms);
	}

	/** What is typed means nothing yet: the results stay as they are. */
	hold(): void {
		clearTimeout(this.#timer);
		this.#turn++;
		this.status = this.found ? "done" : "idle";
	}

	async run(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.words.trim()) return this.#read(undefined);
		this.#turn++;
		this.results = [];
		this.found = "";
		this.status = "idle";
	}

	async more(): Promise<void> {
		if (this.#next !== null) await this.#read(this.#next);
	}

	async #read(cursor: string | undefined): Promise<void> {
		const turn = ++this.#turn;
		const { words } = this;
		this.status = "searching";
		try {
			const page = await laterClient.search.messages({
				workspace_id: this.#workspace_id,
				q: words,
				typing: this.#typing,
				...placeIn(this.within),
				sort: this.sort,
				cursor,
			});
			if (turn !== this.#turn) return;
			this.found = words;
			this.#show(page, cursor !== undefined);
		} catch (error) {
			if (turn !== this.#turn) return;
			this.failure = errorText(error);
			this.status = "failed";
		}
	}

	#show(page: SearchPage, isFurther: boolean): void {
		this.results = isFurther ? [...this.results, ...page.results] : page.results;
		this.#next = page.next_cursor;
		this.status = "done";
	}
}

function placeIn(
	id: ConversationId | undefined,
): Pick<SearchMessages, "scope" | "channel_id" | "direct_conversation_id"> {
	if (id === undefined) return { scope: "all" };
	return isDirectId(id) ? { direct_conversation_id: id } : { channel_id: id };
}

let last: { workspace_id: WorkspaceId; search: Search } | undefined;

/** The last search, if it was in this workspace; run again it may find something else. */
export function searchIn(workspace_id: WorkspaceId): Search {
	if (last?.workspace_id !== workspace_id) last = { workspace_id, search: new Search(workspace_id) };
	return last.search;
}
