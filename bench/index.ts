// The product beside the floor and the peer: see docs/performance.md.
import type { Comparison, Figures } from "./compare.ts";
import { aimOf, format, verdict } from "./format.ts";
import { describeMachine } from "./machine.ts";
import { type Options, readOptions } from "./options.ts";
import { type Measure, type Report, measures } from "./report.ts";
import { type Run, run } from "./run.ts";
import { markdown } from "./table.ts";

const name_width = 32;
const cells = ({ messages_per_s, p50_ms, p99_ms }: Figures): string =>
	`${format(messages_per_s).padStart(7)}/s ${format(p50_ms).padStart(6)} ${format(p99_ms).padStart(6)} ms`;

function row({ what, floor, peer, product, ratios }: Comparison): string {
	const sides = [floor, peer, product].map(cells).join("  ");
	return `${what.padEnd(name_width)}${sides} ${format(ratios.floor).padStart(8)} ${format(ratios.peer).padStart(7)}`;
}

const titles = ["floor: rate, p50, p99", "peer: rate, p50, p99", "product: rate, p50, p99"];
const head = `${"".padEnd(name_width)}${titles.map((title) => title.padStart(26)).join("  ")}  × floor  × peer`;

function summary(one: Measure): string {
	const columns = [one.what.padEnd(name_width + 8), format(one.median).padStart(8), aimOf(one).padStart(8)];
	const each = one.values.length > 1 ? `each run: ${one.values.map(format).join(", ")}` : "";
	return `${columns.join("")}  ${verdict(one).padEnd(8)} ${each}`.trimEnd();
}

/** What is asked for goes to stdout; this is how far we are. */
const say = (line: string) => console.error(line);

async function bench({ runs: count, json, markdown: isTable }: Options): Promise<void> {
	const at = new Date().toISOString();
	const runs: Run[] = [];
	while (runs.length < count) {
		say(`run ${runs.length + 1} of ${count}\n${head}`);
		runs.push(await run((comparison) => say(row(comparison))));
	}
	const report: Report = { at, machine: describeMachine(), runs };
	if (json) console.log(JSON.stringify(report));
	else console.log(isTable ? markdown(report) : measures(report).map(summary).join("\n"));
}

function options(): Options {
	try {
		return readOptions(process.argv.slice(2));
	} catch (error) {
		console.error((error as Error).message);
		return process.exit(1);
	}
}

await bench(options());
