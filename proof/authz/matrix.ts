import { errorStatus } from "@clickclack/protocol";
import { changes } from "../fuzz/rows.ts";
import { operations } from "../operations.ts";
import { type Request, printed } from "../request.ts";
import { type Caller, callers } from "./callers.ts";
import { type Use, uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { type Met, expected } from "./expected.ts";
import type { Target } from "./people.ts";
import { prepare } from "./requests.ts";

interface Cell {
	use: Use;
	target: Target;
	caller: Caller;
	met: Met;
}

const toCell = (use: Use, target: Target, caller: Caller): Cell => {
	return { use, target, caller, met: expected(use, caller, target) };
};

const isRefused = ({ met }: Cell): boolean => met !== "ok";
/** Refused, or only read. */
const isVain = (cell: Cell): boolean => isRefused(cell) || !cell.use.isUnsafe;

const prepareAll = (env: Environment, cells: Cell[]): Promise<Request[]> =>
	Promise.all(cells.map(({ use, target, caller }) => prepare(env, use, target, caller)));

async function attempt(env: Environment, { use, target, caller, met }: Cell, request: Request): Promise<void> {
	const { status, body } = await env.ask(request);
	const got = status < 300 ? "ok" : (/"code":"(\w+)"/.exec(body)?.[1] ?? "no code");
	if (got === met && (met === "ok" || status === errorStatus[met])) return;
	const what = `${use.name} on ${target} by ${caller.name}: ${status} ${got} in place of ${met} (${use.who})`;
	env.wrong(what, printed(request));
}

async function inEarnest(env: Environment, cells: Cell[]): Promise<void> {
	const requests = await prepareAll(env, cells);
	await Promise.all(cells.map((cell, i) => attempt(env, cell, requests[i]!)));
}

/** What was in vain has changed no row of any object. */
async function inVain(env: Environment, name: string, cells: Cell[]): Promise<void> {
	const { url } = env.site;
	const requests = await prepareAll(env, cells);
	await changes(url);
	await Promise.all(cells.map((cell, i) => attempt(env, cell, requests[i]!)));
	const { tables, isByAlarm } = await changes(url);
	if (tables.length === 0) return;
	const guilty: string[] = [];
	for (const [i, request] of requests.entries()) {
		await env.ask(request);
		if ((await changes(url)).tables.length > 0) guilty.push(`by ${cells[i]!.caller.name}: ${printed(request)}`);
	}
	if (isByAlarm && guilty.length === 0) return;
	const what = `${name}: what was refused, or only read, changed ${tables.join(", ")}`;
	env.wrong(what, guilty.join("\n    ") || "the first time only");
}

/** Every way to use every operation, by every kind of caller, on every kind of target. */
export async function matrix(env: Environment): Promise<string> {
	const all = callers(env);
	const [strangers, known] = [all.filter(({ is }) => is === "nobody"), all.filter(({ is }) => is !== "nobody")];
	// a credential that the server sees for the first time is shown where only the Worker could refuse it
	const inOrder = uses.toSorted((a, b) => b.targets.length - a.targets.length);
	// strangers are known as such before anything is looked at, so one target is enough for them
	const vain = inOrder.flatMap((use) => strangers.map((caller) => toCell(use, use.targets[0]!, caller)));
	const groups = [{ name: "all calls with a bad credential", cells: vain }];
	for (const use of uses) {
		const cells = use.targets.flatMap((target) => known.map((caller) => toCell(use, target, caller)));
		groups.push({ name: use.name, cells });
	}
	// first all who must be refused or only read, then those who may change something
	for (const { name, cells } of groups) {
		await inVain(env, name, cells.filter(isVain));
		await inEarnest(
			env,
			cells.filter((cell) => !isVain(cell)),
		);
	}
	const calls = groups.flatMap(({ cells }) => cells);
	const ways = `${operations.length} operations in ${uses.length} ways, by ${all.length} kinds of callers`;
	return `${ways}: ${calls.length} calls, ${calls.filter(isRefused).length} refused`;
}
