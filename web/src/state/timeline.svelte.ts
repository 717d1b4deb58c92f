import { seqOf, type ConversationId, type ListMessages, type Timeline } from "@clickclack/sdk";
import { tick } from "svelte";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

type Window = Pick<ListMessages, "before_seq" | "after_seq" | "around_seq" | "limit">;

/** So many messages of a conversation are held at once: those that are far from the view are loaded again. */
const longest = 600;
/** While the end is in view the window is cut to the newest of them, and not at each message. */
const kept = 500;

/** Reads a window of messages from the server; without an anchor the newest. */
export type ReadPage = (window: Window) => Promise<Timeline>;

export const conversationPages =
	(id: ConversationId): ReadPage =>
	async (window) =>
		await client.messages.list(id, window);

/** What is loaded of one conversation or thread, and the way to more of it. */
export class TimelineWindow {
	readonly key: string;
	readonly read: ReadPage;
	readonly #workspace: WorkspaceState;
	/** While older messages are put in front, or let go: what is in view has to stay where it is. */
	isPrepending = $state(false);
	failure = $state("");
	/** Counts the windows shown: positions in one mean nothing in the next. */
	shown = $state(0);
	isLoading = $state(false);
	#current = Promise.resolve();
	/** Repeats what failed. */
	retry = async () => {};

	constructor(workspace: WorkspaceState, key: string, read: ReadPage) {
		this.#workspace = workspace;
		this.key = key;
		this.read = read;
	}

	get isThread(): boolean {
		return this.key.startsWith("msg_");
	}

	get page(): Timeline | undefined {
		return this.#workspace.timelines.get(this.key);
	}

	/** Shows the window around a message, or the newest one; from memory if it is there. */
	async show(seq?: number): Promise<void> {
		await this.#current;
		await this.#workspace.loader.arrived(this.key);
		if (!this.#has(seq)) {
			const window = seq === undefined ? {} : { around_seq: seq };
			await this.#load(
				window,
				(page) => page,
				() => this.show(seq),
			);
			// the first time what is there is better than nothing
			if (this.failure && (!this.page || this.shown > 0)) return;
		}
		this.shown++;
	}

	async older(): Promise<void> {
		const first = this.page?.has_older && this.page.messages[0];
		if (!first) return;
		await this.#load(
			{ before_seq: seqOf(first) },
			({ messages, has_older }, now) => {
				this.isPrepending = true;
				return now && { ...now, messages: [...messages, ...now.messages], has_older };
			},
			() => this.older(),
		);
		await tick();
		this.isPrepending = false;
		const { page } = this;
		// a step of its own: a list that is as long as before would not know that something came in front
		if (page && page.messages.length > longest)
			this.#workspace.timelines.set(this.key, { ...page, messages: page.messages.slice(0, longest), has_newer: true });
	}

	async newer(): Promise<void> {
		const last = this.page?.has_newer && this.page.messages.at(-1);
		if (!last) return;
		await this.#load(
			{ after_seq: seqOf(last) },
			({ messages, has_newer }, now) => now && { ...now, messages: [...now.messages, ...messages], has_newer },
			() => this.newer(),
		);
		await this.#cutTo(longest);
	}

	/** For a reader who is at the end: lets go of what is far above, which is loaded again when they scroll up. */
	async trim(): Promise<void> {
		const { page } = this;
		if (!page || page.has_newer || page.messages.length <= longest || this.isLoading) return;
		await this.#cutTo(kept);
	}

	/** To the newest messages of the window. */
	async #cutTo(count: number): Promise<void> {
		const { page } = this;
		if (!page || page.messages.length <= count) return;
		this.isPrepending = true;
		this.#workspace.timelines.set(this.key, { ...page, messages: page.messages.slice(-count), has_older: true });
		await tick();
		this.isPrepending = false;
	}

	#has(seq: number | undefined): boolean {
		const { page } = this;
		if (!page) return false;
		if (seq === undefined) return !page.has_newer;
		return page.messages.some((message) => seqOf(message) === seq);
	}

	/** One at a time: another one would continue a window that is about to change. */
	async #load(
		window: Window,
		merge: (page: Timeline, now: Timeline | undefined) => Timeline | undefined,
		retry: () => Promise<void>,
	): Promise<void> {
		if (this.isLoading) return;
		this.retry = retry;
		this.isLoading = true;
		this.failure = "";
		const work = this.#workspace.loader.load(this.key, () => this.read(window), merge);
		this.#current = work.catch((error: unknown) => {
			this.failure = errorText(error);
		});
		await this.#current;
		this.isLoading = false;
	}
}
