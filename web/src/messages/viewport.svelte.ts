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
/** What a reader is led to begins this far below the top edge, in px: something may lie over the messages there. */
export const clear_px = 64;
/** Whoever has just moved the messages is not moved back, in ms. */
const grip_ms = 300;
/** So many rows may not fill the view. */
export const few_rows = 30;
/** More is loaded before the edge is reached, in px. */
const ahead = 800;

/** The part of a timeline that is in view. */
export class Viewport {
	readonly timeline: TimelineWindow;
	isAtEnd = $state(false);
	/** Not so while a pane covers it on a narrow screen. */
	isVisible = $state(true);
	/** Nothing is shown before it is scrolled to where it should be. */
	isSettled = $state(false);
	/** So many px of the list are above the view. */
	above = $state(0);
	rows: Row[] = [];
	list: VirtualizerHandle | undefined;
	#scroller: HTMLElement | undefined;
	#grip: ReturnType<typeof setTimeout> | undefined;
	#start: Start = {};
	/** Else it was loaded behind a pane. */
	#wasInView = false;
	#isMeasured = false;

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
		this.list = list;
		this.#scroller = scroller;
		await tick();
		this.isVisible = scroller.clientHeight > 0;
		this.#toStart();
		// In the frame that draws the rows their sizes are known, before it is painted.
		await new Promise(requestAnimationFrame);
		// A list that did not fill the view has grown in that frame, and would be seen to move.
		if (this.rows.length <= few_rows) await new Promise(requestAnimationFrame);
		this.isSettled = this.list === list;
		this.update();
		await this.#measured(list);
		this.#isMeasured = this.list === list;
		this.update();
	}

	/** Until the sizes of what is drawn are known. */
	async #measured(list: VirtualizerHandle): Promise<void> {
		for (let size = NaN; size !== list.getScrollSize() && this.list === list;) {
			size = list.getScrollSize();
			for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
		}
	}

	#toStart(): void {
		const { seq, offset, align = "start" } = this.#start;
		const index = seq === undefined ? -1 : this.indexOf(seq);
		this.isAtEnd = index < 0;
		if (index < 0) this.#toEnd();
		else this.list?.scrollToIndex(index, { align, offset });
	}

	/** A pane covers the messages of a narrow screen, or has gone: browsers forget where they were. */
	noteVisible(isVisible: boolean): void {
		if (isVisible === this.isVisible) return;
		this.isVisible = isVisible;
		if (!isVisible) return;
		if (!this.#wasInView) this.#toStart();
		else if (!this.isAtEnd) this.list?.scrollTo(this.above);
		if (!this.isAtEnd) return;
		this.#toEnd();
		void this.follow();
	}

	leave(): void {
		this.#release();
		this.#wasInView = false;
		this.#isMeasured = false;
		this.list = undefined;
		this.#scroller = undefined;
		this.isSettled = false;
	}

	/** Shows the newest messages. */
	async jumpToEnd(): Promise<void> {
		if (this.timeline.page?.has_newer) return await this.open({});
		this.isAtEnd = true;
		this.#release();
		await this.follow();
	}

	/** The reader moves the messages: what comes, grows or shrinks meanwhile must not work against that. */
	grip(): void {
		clearTimeout(this.#grip);
		this.#grip = setTimeout(() => {
			this.#release();
			void this.follow();
		}, grip_ms);
	}

	#release(): void {
		clearTimeout(this.#grip);
		this.#grip = undefined;
	}

	/** Something came, grew or shrank: a reader at the end stays there. */
	async follow(): Promise<void> {
		if (!this.isAtEnd || this.#grip !== undefined) return this.update();
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
		// when it comes back from behind a pane, it stands at the top until it is put where it was
		if (!this.list || !this.isSettled || !this.isVisible || !this.#scroller?.clientHeight) return;
		const above = this.list.getScrollOffset();
		const below = this.list.getScrollSize() - above - this.list.getViewportSize();
		this.isAtEnd = below <= near_end && !this.timeline.page?.has_newer;
		this.above = above;
		this.#wasInView = true;
		// virtua keeps the distance from the end when rows come above: rows that grow below would move it (0.54, 2026-11-30)
		if (this.timeline.failure || !this.#isMeasured) return;
		if (above < ahead) void this.timeline.older();
		if (below < ahead) void this.timeline.newer();
	}

	/** The message at the top edge, and how many px of it are above; undefined at the end. */
	get place(): { seq: number; offset: number } | undefined {
		if (!this.list || this.isAtEnd) return undefined;
		const above = this.list.getScrollOffset();
		const index = this.list.findItemIndex(above);
		const message = this.rows[index]?.message;
		return message && { seq: seqOf(message), offset: above - this.list.getItemOffset(index) };
	}

	indexOf(seq: number): number {
		return this.rows.findIndex(({ message }) => message && seqOf(message) >= seq);
	}
}
