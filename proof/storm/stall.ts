import { close } from "@clickclack/protocol";
import type { Environment, Size } from "./environment.ts";
import { memoryRow, peakWhile, quantile, row, spread } from "./figures.ts";
import { type Listener, until } from "./listener.ts";
import { faultOf } from "./returns.ts";

/** A long message, so that much goes out without many events. */
const padding = "x".repeat(16_000);
/** Few enough at once that nobody waits for the machine. */
const speaking = { in_flight: 2, padding, pause_ms: 2 };
/** Somebody who has not confirmed 8 MiB is let go (R24); the rest is the frame that was too much. */
const max_waiting_bytes = 9 * 1024 * 1024;
const patience_ms = 30_000;

/** How long each message took to each reader, and the most memory meanwhile. */
interface Sent {
	ms: number[];
	peak: number;
}

const noticed = "readers noticed it";

/** Some read and one does not. @returns what was not as it should be */
export async function stall(env: Environment, size: Size): Promise<string[]> {
	const faults = await stallOnce(env, size);
	// a machine that was busy for a moment is not so again; one who holds the others up does it each time
	return faults.includes(noticed) ? await stallOnce(env, size) : faults;
}

async function stallOnce(env: Environment, size: Size): Promise<string[]> {
	const readers = await open(env, size.readers);
	// the heap grows with the first of it, whoever reads
	if (Number.isFinite(size.memory)) await send(env, readers, size);
	const before = await send(env, readers, size);
	const [stalled] = (await open(env, 1)) as [Listener];
	stalled.socket!.pause();
	const during = await send(env, readers, size);
	stalled.socket!.resume();
	await until(() => stalled.closed !== undefined, patience_ms);
	const logs = await env.logs();
	const missed = readers.flatMap((reader) => faultOf(reader, logs) ?? []);
	for (const listener of [...readers, stalled]) listener.close();
	report(before, during, stalled);
	const faults = {
		[noticed]: quantile(during.ms, 0.99) > 3 * quantile(before.ms, 0.99) + 50,
		"the one who never reads was not let go": stalled.closed !== close.try_again,
		"too much waited for them": stalled.bytes > max_waiting_bytes,
		"memory grew too much": during.peak - before.peak > size.memory,
	};
	return [...missed, ...Object.entries(faults).flatMap(([fault, isSo]) => (isSo ? fault : []))];
}

/** So many sockets of Ada's, all let in. @throws when one is refused or never answered */
async function open(env: Environment, count: number): Promise<Listener[]> {
	const after_cursor = (await env.log(0)).at(-1)!;
	const plan = { person: 0, after_cursor, frames: "batch", goal: 0, isLost: false } as const;
	const all = Array.from({ length: count }, () => env.listen(plan));
	await until(() => all.every(({ opened_at, error }) => opened_at ?? error), patience_ms);
	const out = all.find(({ opened_at }) => opened_at === undefined);
	if (out) throw new Error(`a reader was not let in: ${out.error ?? "no answer"}`);
	return all;
}

async function send(env: Environment, readers: Listener[], { bytes }: Size): Promise<Sent> {
	const ms: number[] = [];
	for (const reader of readers) reader.received = (sent_at) => ms.push(performance.now() - sent_at);
	let count = 0;
	const messages = Math.ceil(bytes / padding.length);
	const peak = await peakWhile(env.site.server, async () => {
		await env.speak(() => count++ < messages, speaking);
		await until(() => ms.length >= messages * readers.length, patience_ms);
	});
	return { ms, peak };
}

function report(before: Sent, during: Sent, stalled: Listener): void {
	spread("readers receive a message after", before.ms);
	spread("beside one who never reads", during.ms);
	memoryRow("peak memory", before.peak);
	memoryRow("beside one who never reads, more", during.peak - before.peak);
	row("the one who never reads was closed with", String(stalled.closed));
	memoryRow("what waited for them all the same", stalled.bytes);
}
