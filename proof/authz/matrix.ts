import { errorStatus } from "@clickclack/protocol";
import { changes } from "../fuzz/rows.ts";
import { isWrittenDown, operations } from "../operations.ts";
import { printed } from "../request.ts";
import { callers } from "./callers.ts";
import { uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { expected } from "./expected.ts";
import { type Asked, type Call, doorsOf, prepare } from "./requests.ts";

const isRefused = (call: Call): boolean => expected(call) !== "ok";
/** Refused, or only read. */
const isVain = (call: Call): boolean => isRefused(call) || !(call.use.isUnsafe || isWrittenDown(call.use.operation));

const prepareAll = (env: Environment, calls: Call[]): Promise<Asked[]> =>
	Promise.all(calls.map((call) => prepare(env, call)));

async function attempt(env: Environment, call: Call, request: Asked): Promise<void> {
	const { use, target, caller } = call;
	const met = expected(call);
	const { status, body } = await env.ask(request);
	const got = status < 300 ? "ok" : (/"code":"(\w+)"/.exec(body)?.[1] ?? "no code");
	if (got === met && (met === "ok" || status === errorStatus[met])) return;
	const what = `${use.name} on ${target} by ${caller.name} over ${call.door}: ${status} ${got} in place of ${met} (${use.who})`;
	env.wrong(what, printed(request));
}

const attemptAll = (env: Environment, calls: Call[], requests: Asked[]) =>
	Promise.all(calls.map((call, i) => attempt(env, call, requests[i]!)));

/** What was in vain has changed no row of any object. */
async function inVain(env: Environment, name: string, calls: Call[]): Promise<void> {
	const { url } = env.site;
	const requests = await prepareAll(env, calls);
	await changes(url);
	await attemptAll(env, calls, requests);
	const { tables, isByAlarm } = await changes(url);
	if (tables.length === 0) return;
	const guilty: string[] = [];
	for (const [i, request] of requests.entries()) {
		await env.ask(request);
		if ((await changes(url)).tables.length > 0) guilty.push(`by ${calls[i]!.caller.name}: ${printed(request)}`);
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
	const vain = inOrder.flatMap((use) =>
		strangers.map((caller) => ({ use, target: use.targets[0]!, caller, door: "http" as const })),
	);
	const groups: { name: string; calls: Call[] }[] = [{ name: "all calls with a bad credential", calls: vain }];
	for (const use of uses) {
		const calls = use.targets.flatMap((target) =>
			known.flatMap((caller) => doorsOf(use, caller).map((door) => ({ use, target, caller, door }))),
		);
		groups.push({ name: use.name, calls });
	}
	// first all who must be refused or only read, then those who may change something
	for (const { name, calls } of groups) {
		await inVain(env, name, calls.filter(isVain));
		const others = calls.filter((call) => !isVain(call));
		await attemptAll(env, others, await prepareAll(env, others));
	}
	const calls = groups.flatMap(({ calls }) => calls);
	const ways = `${operations.length} operations in ${uses.length} ways, by ${all.length} kinds of callers`;
	const acts = calls.filter(({ door }) => door === "socket").length;
	return `${ways}: ${calls.length} calls, ${acts} of them on sockets, ${calls.filter(isRefused).length} refused`;
}
