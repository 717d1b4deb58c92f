import { errorStatus } from "@clickclack/protocol";
import { changes } from "../fuzz/rows.ts";
import { type Request, printed } from "../request.ts";
import { type Caller, callers } from "./callers.ts";
import { type Use, prepare, uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { type Met, expected } from "./expected.ts";
import type { Target } from "./places.ts";

/** What went otherwise than the route declares. */
export interface Mismatch {
	what: string;
	again: string;
}

export interface Matrix {
	callers: number;
	calls: number;
	refused: number;
	mismatches: Mismatch[];
}

interface Cell {
	use: Use;
	target: Target;
	caller: Caller;
	met: Met;
}

const codeOf = ({ body }: { body: string }): string => {
	try {
		return (JSON.parse(body) as { code?: string }).code ?? "no code";
	} catch {
		return "no JSON";
	}
};

/** Whose credential is worth nothing. They are known before anything is looked at, so one target is enough for them. */
const isStranger = ({ caller }: Cell): boolean => caller.is === "nobody";

const isRefused = ({ met }: Cell): boolean => met !== "ok";

const isVain = (cell: Cell): boolean => isRefused(cell) || !cell.use.isUnsafe;

/** Every way to use every operation, by every kind of caller, on every kind of target. */
export class Run {
	readonly #env: Environment;
	readonly #callers: Caller[];
	readonly #result: Matrix;

	constructor(env: Environment, mismatches: Mismatch[]) {
		this.#env = env;
		this.#callers = callers(env);
		this.#result = { callers: this.#callers.length, calls: 0, refused: 0, mismatches };
	}

	async all(): Promise<Matrix> {
		// a credential that the server sees for the first time is shown where only the Worker could refuse it
		const inOrder = uses.toSorted((a, b) => b.targets.length - a.targets.length);
		const strangers = inOrder.flatMap((use) => this.#cells(use, use.targets[0]!).filter(isStranger));
		await this.#inVain("all calls with a bad credential", strangers.filter(isVain));
		await this.#inEarnest(strangers);
		for (const use of uses) await this.#row(use);
		return this.#result;
	}

	#cells(use: Use, target: Target): Cell[] {
		return this.#callers.map((caller) => {
			const met = expected(use.who, caller, target, use.isUnsafe);
			return { use, target, caller, met: met === "ok" ? (use.meets?.(caller) ?? "ok") : met };
		});
	}

	/** First all who must be refused or only read, then those who may change something. */
	async #row(use: Use): Promise<void> {
		const cells = use.targets.flatMap((target) => this.#cells(use, target)).filter((cell) => !isStranger(cell));
		await this.#inVain(use.name, cells.filter(isVain));
		await this.#inEarnest(cells);
	}

	async #inEarnest(cells: Cell[]): Promise<void> {
		const allowed = cells.filter((cell) => !isVain(cell));
		await Promise.all(allowed.map(async (cell) => this.#try(cell, await this.#prepare(cell))));
	}

	async #inVain(name: string, cells: Cell[]): Promise<void> {
		const requests = await Promise.all(cells.map((cell) => this.#prepare(cell)));
		await changes(this.#env.site.url);
		await Promise.all(cells.map((cell, i) => this.#try(cell, requests[i]!)));
		const { tables, isByAlarm } = await changes(this.#env.site.url);
		if (tables.length === 0) return;
		const guilty = await this.#guilty(cells, requests);
		if (isByAlarm && guilty.length === 0) return;
		const what = `${name}: what was refused, or only read, changed ${tables.join(", ")}`;
		this.#result.mismatches.push({ what, again: guilty.join("\n    ") || "the first time only" });
	}

	async #guilty(cells: Cell[], requests: Request[]): Promise<string[]> {
		const found: string[] = [];
		for (const [i, request] of requests.entries()) {
			await this.#env.ask(request);
			if ((await changes(this.#env.site.url)).tables.length > 0)
				found.push(`by ${cells[i]!.caller.name}: ${printed(request)}`);
		}
		return found;
	}

	#prepare({ use, target, caller }: Cell): Promise<Request> {
		return prepare(this.#env, use, target, caller);
	}

	async #try(cell: Cell, request: Request): Promise<void> {
		const { use, target, caller, met } = cell;
		const answer = await this.#env.ask(request);
		this.#result.calls += 1;
		if (isRefused(cell)) this.#result.refused += 1;
		const got = answer.status < 300 ? "ok" : codeOf(answer);
		if (got === met && (met === "ok" || answer.status === errorStatus[met])) return;
		const what = `${use.name} on ${target} by ${caller.name}: ${answer.status} ${got} in place of ${met} (${use.who})`;
		this.#result.mismatches.push({ what, again: printed(request) });
	}
}
