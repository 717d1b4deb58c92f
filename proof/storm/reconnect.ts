import { setTimeout as pause } from "node:timers/promises";
import type { Environment, Size } from "./environment.ts";
import { memoryRow, peakWhile, row, spread } from "./figures.ts";
import { type Listener, until } from "./listener.ts";
import { type Logs, faultOf, lastOf, returns } from "./returns.ts";

const patience_ms = 300_000;
/** Enough for whatever comes twice to come. */
const quiet_ms = 500;
/** Messages go on being sent, about this often. */
const speaking = { in_flight: 1, pause_ms: 100 };

const hasCaughtUp = ({ plan, closed, reached_at }: Listener) => (plan.isLost ? closed : reached_at) !== undefined;

/** Until it is so for all, but for those whose connection broke. */
const untilAll = (all: Listener[], isSo: (one: Listener) => boolean) =>
	until(() => all.every((one) => one.error !== undefined || isSo(one)), patience_ms);

/** The server dies; all come back at once, each from its own cursor, while somebody talks. @returns what went wrong */
export async function storm(env: Environment, size: Size, seed: number): Promise<string[]> {
	let count = 0;
	await env.speak(() => count++ < size.messages);
	const plans = returns(await env.logs(), size, seed);
	await env.site.restart();
	memoryRow("memory after the restart", env.site.server.resident_bytes);
	const began = performance.now();
	let all: Listener[] = [];
	let logs!: Logs;
	// to the very end: who has caught up leaves garbage, and the last of them the most
	const peak = await peakWhile(env.site.server, async () => {
		all = plans.map((plan) => env.listen(plan));
		logs = await catchUp(env, all);
	});
	memoryRow("peak memory", peak);
	report(all, began);
	for (const listener of all) listener.close();
	return all.flatMap((one) => faultOf(one, logs) ?? []);
}

/** Somebody talks until all have caught up. @returns what there was to hear when all had been said and heard */
async function catchUp(env: Environment, all: Listener[]): Promise<Logs> {
	let isOver = false;
	const talk = env.speak(() => !isOver, speaking);
	await untilAll(all, hasCaughtUp);
	isOver = true;
	spread("messages sent meanwhile took", await talk);
	const logs = await env.logs();
	await untilAll(all, ({ plan, last }) => plan.isLost || last >= lastOf(logs, plan.person));
	await pause(quiet_ms);
	return logs;
}

function report(all: Listener[], began: number): void {
	const since = (times: (number | undefined)[]) => times.flatMap((at) => (at === undefined ? [] : [at - began]));
	const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
	row("sockets that came back", String(all.length));
	row("of these, told to begin anew", String(all.filter(({ plan, closed }) => plan.isLost && closed).length));
	spread("let in after", since(all.map(({ opened_at }) => opened_at)));
	spread("caught up after", since(all.map(({ reached_at }) => reached_at)));
	row("events heard", String(sum(all.map(({ heard }) => heard.length))));
	memoryRow("received", sum(all.map(({ bytes }) => bytes)));
}
