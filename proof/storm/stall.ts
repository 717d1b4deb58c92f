import { setTimeout as pause } from "node:timers/promises";
import { close } from "@clickclack/protocol";
import { readLogs } from "./comebacks.ts";
import { memoryRow, peakWhile, row, spread } from "./figures.ts";
import type { Listener } from "./listener.ts";
import { type Scene, numOf } from "./scene.ts";

export interface Load {
	readers: number;
	/** of text, that each of them is sent */
	bytes: number;
}

/** A long message, so that much goes out without many events. */
const padding = "x".repeat(16_000);
/** Few enough at once that nobody waits for the machine. */
const speaking = { in_flight: 2, padding, pause_ms: 2 };
const max_growth_bytes = 64 * 1024 * 1024;
/** Long enough to see whether the runtime forgets what it could not send. */
const [patience_ms, quiet_ms] = [30_000, 1_000];
const ada = { person: 0, goal: 0, frames: "batch" } as const;

/** Sends `load` to the readers. @returns how long each message took to each of them, and the most memory meanwhile */
async function send(scene: Scene, readers: Listener[], { bytes }: Load): Promise<{ ms: number[]; peak: number }> {
	const ms: number[] = [];
	for (const reader of readers) reader.stamped = (sent_at) => ms.push(performance.now() - sent_at);
	let count = 0;
	const wanted = readers.length * Math.ceil(bytes / padding.length);
	const peak = await peakWhile(scene.server, async () => {
		await scene.speak(() => count++ < wanted / readers.length, speaking);
		for (const end = performance.now() + patience_ms; ms.length < wanted && performance.now() < end;) await pause(20);
	});
	return { ms, peak };
}

/** Some read and one does not. @returns how many things were not as they should be */
export async function stall(scene: Scene, load: Load): Promise<number> {
	const after_cursor = (await scene.log(0)).at(-1)!;
	const listen = () => scene.listen({ ...ada, after_cursor });
	const readers = Array.from({ length: load.readers }, listen);
	await allOpen(readers);
	await send(scene, readers, load); // the heap grows with the first of it, whoever reads
	const before = await send(scene, readers, load);
	const stalled = scene.listen({ ...ada, after_cursor: (await scene.log(0)).at(-1)! });
	await allOpen([stalled]);
	stalled.stall();
	const during = await send(scene, readers, load);
	await pause(quiet_ms);
	const kept = scene.server.resident_bytes;
	stalled.resume();
	for (const end = performance.now() + patience_ms; stalled.closed === undefined && performance.now() < end;)
		await pause(20);
	const growth = during.peak - before.peak;
	spread("readers hear a message after", before.ms);
	spread("beside one who never reads", during.ms);
	memoryRow("peak memory", before.peak);
	memoryRow("beside one who never reads, more", growth);
	memoryRow("more when they had been let go", kept - before.peak);
	row("the one who never reads was closed with", String(stalled.closed));
	memoryRow("what waited for them all the same", stalled.bytes);
	const missed = await faults(scene, readers, after_cursor);
	row("readers who missed something", String(missed));
	for (const listener of [...readers, stalled]) listener.leave();
	return missed + Number(stalled.closed !== close.try_again) + Number(growth > max_growth_bytes);
}

async function allOpen(listeners: Listener[]): Promise<void> {
	while (!listeners.every(({ opened_at }) => opened_at !== undefined)) await pause(20);
}

/** How many did not hear just what was said since, each event once. */
async function faults(scene: Scene, readers: Listener[], after_cursor: string): Promise<number> {
	const { insiders } = await readLogs(scene);
	const said = insiders.slice(insiders.indexOf(after_cursor) + 1).map(numOf);
	const hasAll = ({ heard, error }: Listener) => error === undefined && heard.join() === said.join();
	return readers.filter((reader) => !hasAll(reader)).length;
}
