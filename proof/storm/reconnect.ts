import { setTimeout as pause } from "node:timers/promises";
import { type Comeback, type Logs, type Size, comebacks, fault, lastOf, readLogs } from "./comebacks.ts";
import { memoryRow, peakWhile, row, spread } from "./figures.ts";
import type { Listener } from "./listener.ts";
import type { Scene } from "./scene.ts";

const patience_ms = 300_000;
const look_ms = 20;
/** Enough for whatever comes twice to come. */
const quiet_ms = 500;
/** Messages go on being sent, about this often. */
const speaking = { in_flight: 1, pause_ms: 100 };

type Returned = Comeback & { listener: Listener };

async function until(isDone: (one: Returned) => boolean, all: Returned[]): Promise<void> {
	const end = performance.now() + patience_ms;
	const isSettled = (one: Returned) => one.listener.error !== undefined || isDone(one);
	while (!all.every(isSettled) && performance.now() < end) await pause(look_ms);
}

const hasClosed = ({ listener }: Returned) => listener.closed !== undefined;
const hasCaughtUp = (one: Returned) => (one.isLost ? hasClosed(one) : one.listener.reached_at !== undefined);

/**
 * The server dies; all come back at once, each from its own cursor, while somebody talks.
 * @param size with how many messages there are before
 * @returns how many were wronged
 */
export async function storm(scene: Scene, size: Size & { messages: number }): Promise<number> {
	const plans = await crash(scene, size);
	const began = performance.now();
	const all: Returned[] = [];
	let logs!: Logs;
	// to the very end: who has caught up leaves garbage, and the last of them the most
	const peak = await peakWhile(scene.server, async () => {
		for (const plan of plans) all.push({ ...plan, listener: scene.listen(plan) });
		logs = await catchUp(scene, all);
		memoryRow("memory when all have caught up", scene.server.resident_bytes);
	});
	memoryRow("peak memory", peak);
	report(all, began);
	const faults = all.flatMap((one) => fault(one, one.listener, logs) ?? []);
	for (const words of new Set(faults)) row(`error: ${words}`, String(faults.filter((one) => one === words).length));
	for (const { listener } of all) listener.leave();
	return faults.length;
}

/** Much is said, then the server dies and is there again. @returns who will come back */
async function crash(scene: Scene, size: Size & { messages: number }): Promise<Comeback[]> {
	let count = 0;
	await scene.speak(() => count++ < size.messages);
	const plans = comebacks(await readLogs(scene), size);
	memoryRow("memory before the server dies", scene.server.resident_bytes);
	await scene.restart();
	memoryRow("memory after its restart", scene.server.resident_bytes);
	return plans;
}

/** Somebody talks until all have caught up. @returns what there was to hear when all had been said and heard */
async function catchUp(scene: Scene, all: Returned[]): Promise<Logs> {
	let isOver = false;
	const talk = scene.speak(() => !isOver, speaking);
	await until(hasCaughtUp, all);
	isOver = true;
	spread("messages sent meanwhile took", await talk);
	const logs = await readLogs(scene);
	await until((one) => one.isLost || one.listener.last >= lastOf(logs, one.person), all);
	await pause(quiet_ms);
	return logs;
}

function report(all: Returned[], began: number): void {
	const since = (times: (number | undefined)[]) => times.flatMap((at) => (at === undefined ? [] : [at - began]));
	const sum = (of: (one: Returned) => number) => String(all.reduce((total, one) => total + of(one), 0));
	row("sockets that came back", String(all.length));
	row(
		"of these, told to begin anew (4001)",
		sum((one) => Number(one.isLost && hasClosed(one))),
	);
	spread("let in after", since(all.map(({ listener }) => listener.opened_at)));
	spread("caught up after", since(all.map(({ listener }) => listener.reached_at)));
	row(
		"events heard",
		sum(({ listener }) => listener.heard.length),
	);
	row(
		"of presence",
		sum(({ listener }) => listener.presences),
	);
	memoryRow("received", Number(sum(({ listener }) => listener.bytes)));
}
