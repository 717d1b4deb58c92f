import { replay, type DurableEvent, type Projection, type Timeline, type Topic } from "@clickclack/sdk";

/** Loads pages into the timelines of a projection. */
export class TimelineLoader {
	readonly #projection: Projection;
	/** Events that came while a page was on its way: the page may be older than they are. */
	#events: DurableEvent[] | undefined;
	#loads = 0;
	#resets = 0;
	readonly #expected = new Map<string, Promise<void>>();

	constructor(projection: Projection) {
		this.#projection = projection;
	}

	record(event: DurableEvent): void {
		this.#events?.push(event);
	}

	/** Pages that are on their way now are from before events that nobody will tell again: they are dropped. */
	reset(): void {
		this.#resets++;
		this.#expected.clear();
	}

	/** Merges a page that was asked for before there was anything to merge it into. */
	expect(key: string, page: Promise<Timeline | undefined>): void {
		const work = this.load(
			key,
			() => page,
			(arrived, now) => now ?? arrived,
		);
		this.#expected.set(
			key,
			work.finally(() => this.#expected.delete(key)),
		);
	}

	/** Resolves when a page that is expected has come, or cannot be used. */
	async arrived(key: string): Promise<void> {
		await this.#expected.get(key);
	}

	/** Reads a page, merges it into a timeline, and brings it up to what has happened meanwhile. */
	async load<Page>(
		key: string,
		read: () => Promise<Page>,
		merge: (page: Page, now: Timeline | undefined) => Timeline | undefined,
	): Promise<void> {
		this.#events ??= [];
		this.#loads++;
		const from = this.#events.length;
		const resets = this.#resets;
		try {
			const page = await read();
			if (resets !== this.#resets) return;
			const { timelines, topics } = this.#projection;
			for (const topic of (page as { topics?: Topic[] } | undefined)?.topics ?? []) topics.set(topic.id, topic);
			const timeline = merge(page, timelines.get(key));
			if (timeline) timelines.set(key, timeline);
			replay(this.#projection, this.#events.slice(from));
		} finally {
			if (--this.#loads === 0) this.#events = undefined;
		}
	}
}
