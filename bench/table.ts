// Figures as the Markdown that docs/performance.md has: `node bench/table.ts < figures.json`.
import { text } from "node:stream/consumers";
import { type Figures, type Sides, middle } from "./compare.ts";
import { aimOf, format, verdict } from "./format.ts";
import { type Report, measures, readReport } from "./report.ts";
import { median } from "./statistics.ts";

const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;

function table(head: string[], rows: string[][]): string {
	const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
	return [head, rule, ...rows].map(line).join("\n");
}

const cells = ({ messages_per_s, p50_ms, p99_ms }: Figures): string[] => [
	format(messages_per_s),
	`${format(p50_ms)} / ${format(p99_ms)}`,
];

/** The rates of every side. */
function rates({ runs }: Report): string {
	const head = [
		"",
		"floor, messages/s",
		"p50 / p99 ms",
		"peer",
		"p50 / p99 ms",
		"ClickClack",
		"p50 / p99 ms",
		"× floor",
		"× peer",
	];
	const rows = runs[0]!.comparisons.map(({ what }, i) => {
		const all = runs.map(({ comparisons }) => comparisons[i]!);
		const of = (side: keyof Sides) => cells(middle(all.map((one) => one[side])));
		const ratio = (side: "floor" | "peer") => format(median(all.map((one) => one.ratios[side])));
		return [what, ...of("floor"), ...of("peer"), ...of("product"), ratio("floor"), ratio("peer")];
	});
	return table(head, rows);
}

/** What is aimed at, and what each run reached. */
function aims(report: Report): string {
	const rows = measures(report)
		.filter(({ aim }) => aim)
		.map((one) => [one.what, aimOf(one), format(one.median), one.values.map(format).join(", "), verdict(one)]);
	return table(["", "aim", "median", "each run", ""], rows);
}

function circumstances({ at, machine, runs }: Report): string {
	const { cores, cpu, node, workerd } = machine;
	const loads = runs.map(({ load }) => `${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after`);
	return `${at.slice(0, 10)}, ${cores} cores (${cpu}), Node ${node}, workerd ${workerd}; load ${loads.join(", ")}.`;
}

function costs({ runs }: Report): string {
	const of = (pick: (run: Report["runs"][number]) => number) => format(median(runs.map(pick)));
	const memory = (side: "floor" | "product") => of((run) => run.bytes_per_socket[side] / 1000);
	const worker = of((run) => run.worker_bytes / 1000);
	return `Memory per socket: ${memory("product")} kB (floor ${memory("floor")} kB). Worker: ${worker} kB gzipped.`;
}

export const markdown = (report: Report): string =>
	[circumstances(report), rates(report), costs(report), aims(report)].join("\n\n");

if (import.meta.main) console.log(markdown(readReport(await text(process.stdin))));
