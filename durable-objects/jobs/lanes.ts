import type { JobRow, Room } from "./queue.ts";

/*
 * How many jobs run side by side. A receiver takes one place at a time. A job that hangs gives its place up after a
 * second, and retries have only a few places, so dead receivers never hold all of them.
 */
const places = 6;
/** The limit for one kind, so that no kind takes all places. */
const places_of_a_kind = 4;
const slow_ms = 1_000;
/** Beyond this many slow jobs, further ones keep their places. */
const max_slow = 16;
const max_retries = 8;

interface Run {
	id: number;
	kind: string;
	done: Promise<void>;
	/** a retry, or running for longer than a second */
	isSlow: boolean;
	/** a caller waits for it: it takes no place */
	isAwaited: boolean;
}

type Running = Pick<JobRow, "id" | "subject" | "kind" | "attempts"> & Pick<Run, "isAwaited">;

/** The running jobs, by subject. */
export class JobLanes {
	readonly #runs = new Map<string, Run>();
	/** subjects that callers wait for */
	readonly #claimed: string[] = [];
	readonly #onFree: () => void;

	/** @param onFree called when another job may start */
	constructor(onFree: () => void) {
		this.#onFree = onFree;
	}

	get isIdle(): boolean {
		return this.#runs.size === 0;
	}

	/** the id of the subject's running job */
	runningOf(subject: string): number | undefined {
		return this.#runs.get(subject)?.id;
	}

	room(): Room {
		const counted = [...this.#runs.values()].filter((run) => !run.isAwaited);
		const slow = counted.filter((run) => run.isSlow);
		const inPlaces = counted.filter((run) => !slow.slice(0, max_slow).includes(run));
		const kinds = Map.groupBy(inPlaces, (run) => run.kind);
		return {
			subjects: [...this.#runs.keys(), ...this.#claimed],
			kinds: [...kinds.keys()].filter((kind) => kinds.get(kind)!.length >= places_of_a_kind),
			forNew: inPlaces.length < places,
			forRetries: slow.length < max_retries,
		};
	}

	async idle(): Promise<void> {
		while (!this.isIdle) await Promise.race([...this.#runs.values()].map((run) => run.done));
	}

	/** Runs `work` when no job of the subject is running; until then no other job of it starts. */
	async claim(subject: string, work: () => Promise<void>): Promise<void> {
		this.#claimed.push(subject);
		for (let run; (run = this.#runs.get(subject));) await run.done;
		this.#claimed.splice(this.#claimed.indexOf(subject), 1);
		await work();
	}

	async run({ id, subject, kind, attempts, isAwaited }: Running, work: () => Promise<void>): Promise<void> {
		const run: Run = { id, kind, done: work(), isSlow: attempts > 0, isAwaited };
		this.#runs.set(subject, run);
		const timer = setTimeout(() => {
			run.isSlow = true;
			this.#onFree();
		}, slow_ms);
		try {
			await run.done;
		} finally {
			clearTimeout(timer);
			this.#runs.delete(subject);
			if (!isAwaited) this.#onFree();
		}
	}
}
