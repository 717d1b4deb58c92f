import type { Machine } from "./machine.ts";
import { most } from "./plan.ts";
import type { Run } from "./run.ts";
import { median } from "./statistics.ts";

/** All that the bench has found; `--json` prints one. */
export interface Report {
	at: string;
	machine: Machine;
	runs: Run[];
}

/** @param text what `--json` printed */
export function readReport(text: string): Report {
	try {
		const report = JSON.parse(text) as Report;
		if (report.runs.length > 0) return report;
	} catch {
		// said below
	}
	throw new Error("these are no figures: `npm run -s bench -- --json` prints some");
}

/** One number from each run, and what their middle should be. */
export interface Measure {
	what: string;
	values: number[];
	median: number;
	aim?: { least: number } | { most: number };
	isMissed: boolean;
}

function measure(what: string, values: number[], aim?: Measure["aim"]): Measure {
	const middle = median(values);
	const isMissed = aim !== undefined && ("least" in aim ? middle < aim.least : middle > aim.most);
	return { what, values, median: middle, ...(aim && { aim }), isMissed };
}

/** How fast the product is beside the others, then what it costs. */
export function measures({ runs }: Report): Measure[] {
	const ratios = runs[0]!.comparisons.flatMap(({ what, aims }, i) =>
		(["floor", "peer"] as const).map((side) => {
			const [values, least] = [runs.map(({ comparisons }) => comparisons[i]!.ratios[side]), aims[side]];
			return measure(`${what}, × ${side}`, values, least === undefined ? undefined : { least });
		}),
	);
	const cost = (what: string, of: (run: Run) => number, limit: number) => measure(what, runs.map(of), { most: limit });
	return [
		...ratios,
		cost("rows written per message", (run) => run.rows_per_message, most.rows_per_message),
		cost("kB of memory per socket", (run) => run.bytes_per_socket.product / 1000, most.kb_per_socket),
		cost("p95 while jobs fail, × without", (run) => run.jobs.ratio, most.jobs_ratio),
		cost("jobs of others left undone", (run) => run.jobs.others_left, most.others_left),
		...(runs.every(({ grammar_us }) => grammar_us !== undefined)
			? [cost("µs to read a usual message", (run) => run.grammar_us!, most.grammar_us)]
			: []),
	];
}
