import { setTimeout as pause } from "node:timers/promises";
import { type Return, type Logs, type Size, returns, fault, lastOf, readLogs } from "./returns.ts";
import { memoryRow, peakWhile, row, spread } from "./figures.ts";
import type { Listener } from "./listener.ts";
import type { Environment } from "./environment.ts";

const patience_ms = 300_000;
const look_ms = 20;
/** Enough for whatever comes twice to come. */
const quiet_ms = 500;
/** Messages go on being sent, about this often. */
const speaking = { in_flight: 1, pause_ms: 100 };

type Returned = Return & { listener: Listener };

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
export async function storm(env: Environment, size: Size & { messages: number }): Promise<number> {
	const plans = await crash(env, size);
	const began = performance.now();
	const all: Returned[] = [];
	let logs!: Logs;
	// to the very end: who has caught up leaves garbage, and the last of them the most
	const peak = await peakWhile(env.site.server, async () => {
		for (const plan of plans) all.push({ ...plan, listener: env.listen(plan) });
		logs = await catchUp(env, all);
		memoryRow("memory when all have caught up", env.site.server.resident_bytes);
	});
	memoryRow("peak memory", peak);
	report(all, began);
	const faults = all.flatMap((one) => fault(one, one.listener, logs) ?? []);
	for (const words of new Set(faults)) row(`error: ${words}`, String(faults.filter((one) => one === words).length));
	for (const { listener } of all) listener.leave();
	return faults.length;
}

/** Much is said, then the server dies and is there again. @returns who will come back */
async function crash(env: Environment, size: Size & { messages: number }): Promise<Return[]> {
	let count = 0;
	await env.speak(() => count++ < size.messages);
	const plans = returns(await readLogs(env), size);
	memoryRow("memory before the server dies", env.site.server.resident_bytes);
	await env.site.restart();
	memoryRow("memory after its restart", env.site.server.resident_bytes);
	return plans;
}

/** Somebody talks until all have caught up. @returns what there was to hear when all had been said and heard */
async function catchUp(env: Environment, all: Returned[]): Promise<Logs> {
	let isOver = false;
	const talk = env.speak(() => !isOver, speaking);
	await until(hasCaughtUp, all);
	isOver = true;
	spread("messages sent meanwhile took", await talk);
	const logs = await readLogs(env);
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
