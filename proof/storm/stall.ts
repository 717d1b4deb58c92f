import { setTimeout as pause } from "node:timers/promises";
import { close } from "@clickclack/protocol";
import { numOf } from "../site.ts";
import { readLogs } from "./returns.ts";
import { memoryRow, peakWhile, quantile, row, spread } from "./figures.ts";
import type { Listener } from "./listener.ts";
import type { Environment } from "./environment.ts";

export interface Load {
	readers: number;
	/** of text, that each of them is sent */
	bytes: number;
	/** by how much the runtime may grow beside one who never reads; `bytes` has to be far more, or it proves nothing */
	memory: number;
}

/** A long message, so that much goes out without many events. */
const padding = "x".repeat(16_000);
/** Few enough at once that nobody waits for the machine. */
const speaking = { in_flight: 2, padding, pause_ms: 2 };
/** Somebody who has not confirmed 8 MiB is let go (R24); the rest is the frame that was too much. */
const max_waiting_bytes = 9 * 1024 * 1024;
/** Long enough to see whether the runtime forgets what it could not send. */
const [patience_ms, quiet_ms, look_ms] = [30_000, 1_000, 20];
const ada = { person: 0, goal: 0, frames: "batch" } as const;

/** How long each message took to each reader, and the most memory meanwhile. */
interface Sent {
	ms: number[];
	peak: number;
}

/** Some read and one does not. @returns how many things were not as they should be */
export async function stall(env: Environment, load: Load): Promise<number> {
	const after_cursor = await newest(env);
	const readers = await open(env, load.readers, after_cursor);
	// the heap grows with the first of it, whoever reads
	if (Number.isFinite(load.memory)) await send(env, readers, load);
	const before = await send(env, readers, load);
	const [stalled] = await open(env, 1, await newest(env));
	stalled!.stall();
	const during = await send(env, readers, load);
	await pause(quiet_ms);
	const kept = env.site.server.resident_bytes - before.peak;
	stalled!.resume();
	await until(() => stalled!.closed !== undefined);
	const missed = await countMissed(env, readers, after_cursor);
	for (const listener of [...readers, stalled!]) listener.leave();
	report(before, during, stalled!, kept);
	return judge({
		"readers missed something": missed > 0,
		"readers noticed it": quantile(during.ms, 0.99) > 3 * quantile(before.ms, 0.99) + 50,
		"the one who never reads was not let go": stalled!.closed !== close.try_again,
		"too much waited for them": stalled!.bytes > max_waiting_bytes,
		"memory grew too much": during.peak - before.peak > load.memory,
	});
}

const newest = async (env: Environment) => (await env.log(0)).at(-1)!;

async function until(isDone: () => boolean): Promise<void> {
	for (const end = performance.now() + patience_ms; !isDone() && performance.now() < end;) await pause(look_ms);
}

/** So many sockets of Ada's, all let in. @throws when one is refused or never answered */
async function open(env: Environment, count: number, after_cursor: string): Promise<Listener[]> {
	const all = Array.from({ length: count }, () => env.listen({ ...ada, after_cursor }));
	await until(() => all.every(({ opened_at, error }) => opened_at ?? error));
	const out = all.find(({ opened_at }) => opened_at === undefined);
	if (out) throw new Error(`a reader was not let in: ${out.error ?? "no answer"}`);
	return all;
}

async function send(env: Environment, readers: Listener[], { bytes }: Load): Promise<Sent> {
	const ms: number[] = [];
	for (const reader of readers) reader.stamped = (sent_at) => ms.push(performance.now() - sent_at);
	let count = 0;
	const messages = Math.ceil(bytes / padding.length);
	const peak = await peakWhile(env.site.server, async () => {
		await env.speak(() => count++ < messages, speaking);
		await until(() => ms.length >= messages * readers.length);
	});
	return { ms, peak };
}

/** How many did not hear just what was said since, each event once. */
async function countMissed(env: Environment, readers: Listener[], after_cursor: string): Promise<number> {
	const { insiders } = await readLogs(env);
	const said = insiders.slice(insiders.indexOf(after_cursor) + 1).map(numOf);
	const hasAll = ({ heard, error }: Listener) => error === undefined && heard.join() === said.join();
	return readers.filter((reader) => !hasAll(reader)).length;
}

function report(before: Sent, during: Sent, stalled: Listener, kept: number): void {
	spread("readers hear a message after", before.ms);
	spread("beside one who never reads", during.ms);
	memoryRow("peak memory", before.peak);
	memoryRow("beside one who never reads, more", during.peak - before.peak);
	memoryRow("more when they had been let go", kept);
	row("the one who never reads was closed with", String(stalled.closed));
	memoryRow("what waited for them all the same", stalled.bytes);
}

/** Says what was not as it should be. @returns how much it was */
function judge(faults: Record<string, boolean>): number {
	const found = Object.keys(faults).filter((fault) => faults[fault]);
	for (const fault of found) row("error", fault);
	return found.length;
}
