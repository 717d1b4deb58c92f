import { errorStatus } from "@clickclack/protocol";
import { Rows } from "../fuzz/rows.ts";
import { type Answer, type Request, ask, curl } from "./ask.ts";
import { type Met, expected } from "./expected.ts";
import { type Kind, kinds } from "./kinds.ts";
import { type Use, requestFor, uses } from "./operations.ts";
import type { Target } from "./places.ts";
import type { Stage } from "./stage.ts";

/** What went otherwise than the route declares. */
export interface Mismatch {
	what: string;
	/** how to see it by hand */
	again: string;
}

export interface Matrix {
	kinds: number;
	calls: number;
	refused: number;
	mismatches: Mismatch[];
}

interface Cell {
	use: Use;
	target: Target;
	kind: Kind;
	met: Met;
}

const codeOf = ({ body }: Answer): string => {
	try {
		return (JSON.parse(body) as { code?: string }).code ?? "no code";
	} catch {
		return "no JSON";
	}
};

/** Whose credential is worth nothing. They are known before anything is looked at, so one target is enough for them. */
const isStranger = ({ kind }: Cell): boolean => kind.is === "nobody";

const isRefused = ({ met }: Cell): boolean => met !== "ok";

/** What changes nothing. */
const isVain = (cell: Cell): boolean => isRefused(cell) || !cell.use.isUnsafe;

/** Every way to use every operation, by every kind of caller, on every kind of target. */
export class Run {
	readonly #stage: Stage;
	readonly #kinds: Kind[];
	readonly #result: Matrix;
	readonly #rows: Rows;

	constructor(stage: Stage, mismatches: Mismatch[]) {
		this.#stage = stage;
		this.#rows = new Rows(stage.server.url);
		this.#kinds = kinds(stage);
		this.#result = { kinds: this.#kinds.length, calls: 0, refused: 0, mismatches };
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
		return this.#kinds.map((kind) => {
			const met = expected(use.who, kind, target, use.isUnsafe);
			return { use, target, kind, met: met === "ok" ? (use.case.meets?.(kind) ?? "ok") : met };
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

	/** Calls that change no row of any object. */
	async #inVain(name: string, cells: Cell[]): Promise<void> {
		const requests = await Promise.all(cells.map((cell) => this.#prepare(cell)));
		await this.#rows.changes();
		await Promise.all(cells.map((cell, i) => this.#try(cell, requests[i]!)));
		const { tables, isByAlarm } = await this.#rows.changes();
		if (tables.length === 0) return;
		const guilty = await this.#guilty(cells, requests);
		if (isByAlarm && guilty.length === 0) return;
		const what = `${name}: what was refused, or only read, changed ${tables.join(", ")}`;
		this.#result.mismatches.push({ what, again: guilty.join("\n    ") || "the first time only" });
	}

	/** Those that do it again when nobody else asks for anything. */
	async #guilty(cells: Cell[], requests: Request[]): Promise<string[]> {
		const found: string[] = [];
		for (const [i, request] of requests.entries()) {
			await ask(this.#stage.server.url, request);
			if ((await this.#rows.changes()).tables.length > 0) found.push(curl(request, cells[i]!.kind.name));
		}
		return found;
	}

	async #prepare({ use, target, kind }: Cell): Promise<Request> {
		const call = await use.case.call(this.#stage.places[target], this.#stage, kind);
		return requestFor(use, call, kind);
	}

	async #try(cell: Cell, request: Request): Promise<void> {
		const { use, target, kind, met } = cell;
		const answer = await ask(this.#stage.server.url, request);
		this.#result.calls += 1;
		if (isRefused(cell)) this.#result.refused += 1;
		const got = answer.status < 300 ? "ok" : codeOf(answer);
		if (got === met && (met === "ok" || answer.status === errorStatus[met])) return;
		const what = `${use.name} on ${target} by ${kind.name}: ${answer.status} ${got} in place of ${met} (${use.who})`;
		this.#result.mismatches.push({ what, again: curl(request, kind.name) });
	}
}
