import { ChatError } from "@clickclack/protocol";
import { count } from "../metrics.ts";
import type { JobKind } from "./kind.ts";
import type { JobQueue, JobRow } from "./queue.ts";

const first_wait_ms = 2_000;
const longest_wait_ms = 3_600_000;

/**
 * The first retry is immediate, then after 2 s, 4 s, … one hour; half of each wait is random, so that many jobs do not
 * retry at the same moment.
 * @param attempts before the one that has failed
 */
function waitAfter(attempts: number, random: () => number): number {
	if (attempts === 0) return 0;
	const longest = Math.min(first_wait_ms * 2 ** (attempts - 1), longest_wait_ms);
	return Math.round((longest * (1 + random())) / 2);
}

/** A refusal that would be the same next time. */
const isRefusal = (error: unknown): error is ChatError =>
	error instanceof ChatError && error.code !== "unavailable" && error.code !== "rate_limited";

/** The result of `work`, or of `late` when it takes longer than `ms`. */
export async function within<T>(ms: number, work: Promise<T>, late: () => T): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))).then(late);
	return await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

/** @throws what the job throws, or an error when it takes too long */
function runOnce({ run, timeout_ms }: JobKind<object>, payload_json: string): Promise<number | void> {
	const stop = new AbortController();
	return within(timeout_ms, run(JSON.parse(payload_json) as object, stop.signal), () => {
		const error = new Error(`no answer within ${timeout_ms} ms`);
		stop.abort(error);
		throw error;
	});
}

/**
 * Runs a job once and stores the outcome. A failed job stays in the queue with its error.
 * @param random from 0 to 1
 * @returns the refusal, if it was refused
 */
export async function attempt(
	queue: JobQueue,
	job: JobRow,
	kind: JobKind<object> | undefined,
	random: () => number,
): Promise<ChatError | undefined> {
	const note = (outcome: string) => count("clickclack_jobs_total", [job.kind, outcome]);
	if (!kind) {
		note("parked");
		queue.park(job, new Error(`no kind of job is named ${job.kind}`));
		return undefined;
	}
	try {
		const wait_ms = await runOnce(kind, job.payload_json);
		note("done");
		if (typeof wait_ms === "number") queue.continue(job, wait_ms);
		else queue.finish(job);
		return undefined;
	} catch (error) {
		const refusal = isRefusal(error) ? error : undefined;
		const isOver = refusal !== undefined || job.attempts + 1 >= kind.attempts;
		note(isOver ? "parked" : "failed");
		if (isOver) queue.park(job, error);
		else queue.retry(job, waitAfter(job.attempts, random), error);
		return refusal;
	}
}
