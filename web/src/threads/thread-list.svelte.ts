import type { ListedThread, MyThread, ThreadPage } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { Attempt } from "../ui/attempt.svelte.ts";

export const page_size = 20;

/** Reads the page that a cursor leads to; without one, the first. */
type ReadThreads = (cursor: string | undefined) => PromiseLike<ThreadPage>;

/** A list of threads, as far as it is loaded. */
export class ThreadList {
	threads = $state.raw<ListedThread[]>();
	/** where the next page begins */
	next = $state.raw<string>();
	readonly attempt = new Attempt();
	readonly #workspace: WorkspaceState;
	readonly #read: ReadThreads;

	constructor(workspace: WorkspaceState, read: ReadThreads) {
		this.#workspace = workspace;
		this.#read = read;
	}

	/** The first page again. What is listed after it stays, unless it has come to the top. */
	async load(): Promise<void> {
		const { threads, next_cursor } = await this.#page(undefined);
		const isNew = this.threads === undefined || this.threads.length <= page_size;
		const ids = new Set(threads.map((one) => one.root_message_id));
		const rest = isNew ? [] : this.threads!.filter((one) => !ids.has(one.root_message_id));
		if (isNew) this.next = next_cursor;
		this.threads = [...threads, ...rest];
	}

	async more(): Promise<void> {
		const { threads, next_cursor } = await this.#page(this.next);
		const known = new Set(this.threads?.map((one) => one.root_message_id));
		this.next = next_cursor;
		this.threads = [...(this.threads ?? []), ...threads.filter((one) => !known.has(one.root_message_id))];
	}

	/** What is unread in it now. */
	standing(listed: ListedThread): MyThread {
		return this.#workspace.followed?.threads.get(listed.root_message_id) ?? listed;
	}

	/** A page may be empty although there are more. */
	async #page(cursor: string | undefined): Promise<ThreadPage> {
		const page = await this.#read(cursor);
		return page.threads.length > 0 || page.next_cursor === undefined ? page : await this.#page(page.next_cursor);
	}
}
