import { seqOf } from "@clickclack/sdk";
import { tick } from "svelte";
import type { VirtualizerHandle } from "virtua/svelte";
import type { TimelineWindow } from "../state/timeline.svelte.ts";
import type { Row } from "./rows.ts";

/** Where a timeline begins to be shown; without `seq` at its end. */
export interface Start {
	seq?: number;
	/** `offset` px of the message are above the top edge. */
	offset?: number;
	align?: "start" | "center";
}

/** A reader this close to the end, in px, wants to see what comes. */
const near_end = 100;
/** More is loaded before the edge is reached, in px. */
const ahead = 800;

/** The part of a timeline that is in view. */
export class Viewport {
	readonly timeline: TimelineWindow;
	isAtEnd = $state(false);
	/** Nothing is shown before it is scrolled to where it should be. */
	isSettled = $state(false);
	rows: Row[] = [];
	#list: VirtualizerHandle | undefined;
	#scroller: HTMLElement | undefined;
	#start: Start = {};

	constructor(timeline: TimelineWindow) {
		this.timeline = timeline;
	}

	/** Loads and shows the timeline from `start` on. */
	async open(start: Start): Promise<void> {
		this.#start = start;
		await this.timeline.show(start.seq);
	}

	/** The list of a window that has just been shown. */
	async arrive(list: VirtualizerHandle, scroller: HTMLElement): Promise<void> {
		this.#list = list;
		this.#scroller = scroller;
		await tick();
		const { seq, offset, align = "start" } = this.#start;
		const index = seq === undefined ? -1 : this.indexOf(seq);
		this.isAtEnd = index < 0;
		if (index < 0) this.#toEnd();
		else list.scrollToIndex(index, { align, offset });
		// One frame to draw the rows, one to know their sizes.
		for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
		this.isSettled = this.#list === list;
		this.update();
	}

	leave(): void {
		this.#list = undefined;
		this.#scroller = undefined;
		this.isSettled = false;
	}

	/** Shows the newest messages. */
	async jumpToEnd(): Promise<void> {
		if (this.timeline.page?.has_newer) return await this.open({});
		this.isAtEnd = true;
		await this.follow();
	}

	/** Something came, grew or shrank: a reader at the end stays there. */
	async follow(): Promise<void> {
		if (!this.isAtEnd) return this.update();
		await this.timeline.trim();
		await tick();
		if (this.isAtEnd) this.#toEnd();
	}

	/** Not by the list's own way: that goes on for a moment, and works against a reader who scrolls up just then. */
	#toEnd(): void {
		if (this.#scroller) this.#scroller.scrollTop = this.#scroller.scrollHeight;
	}

	/** Notes what is visible now, and loads more if an edge is near; after a failure only when asked to. */
	update(): void {
		if (!this.#list || !this.isSettled) return;
		const above = this.#list.getScrollOffset();
		const below = this.#list.getScrollSize() - above - this.#list.getViewportSize();
		this.isAtEnd = below <= near_end && !this.timeline.page?.has_newer;
		if (this.timeline.failure) return;
		if (above < ahead) void this.timeline.older();
		if (below < ahead) void this.timeline.newer();
	}

	/** The message at the top edge, and how many px of it are above; undefined at the end. */
	get place(): { seq: number; offset: number } | undefined {
		if (!this.#list || this.isAtEnd) return undefined;
		const above = this.#list.getScrollOffset();
		const index = this.#list.findItemIndex(above);
		const message = this.rows[index]?.message;
		return message && { seq: seqOf(message), offset: above - this.#list.getItemOffset(index) };
	}

	indexOf(seq: number): number {
		return this.rows.findIndex(({ message }) => message && seqOf(message) >= seq);
	}
}
