import { describe, expect, test } from "vitest";
import { readOptions } from "../bench/options.ts";
import { type Report, measures, readReport } from "../bench/report.ts";
import { median, share } from "../bench/statistics.ts";
import { markdown } from "../bench/table.ts";

/** Sending reached these parts of the floor, in as many runs. */
function reportOf(...ratios: number[]): Report {
	const figures = { messages_per_s: 1234.5, p50_ms: 0.876, p99_ms: 20.04 };
	const sides = { floor: figures, peer: figures, product: figures };
	return {
		at: "2026-11-28T20:00:00.000Z",
		machine: { cores: 2, cpu: "Abacus 9", node: "24.1.0", workerd: "1.2.3" },
		runs: ratios.map((floor) => ({
			comparisons: [{ what: "sending", ...sides, ratios: { floor, peer: 1.5 }, aims: { floor: 0.6 } }],
			jobs: { p95_ms: { without: 10, while_jobs_fail: 10 }, ratio: 1, others_left: 0 },
			rows_per_message: 4,
			bytes_per_socket: { floor: 36_000, product: 48_000 },
			worker_bytes: 200_000,
			grammar_us: 20,
			load: { before: 0.5, after: 1.5 },
		})),
	};
}
const sending = (report: Report) => measures(report).find(({ what }) => what === "sending, × floor")!;

test("a median is the middle, between two middles the mean; a share is what so many are not above", () => {
	expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7]);
	expect(share([5, 3, 1, 2, 4, 6, 8, 7, 10, 9], 0.5)).toBe(6);
});

describe("an aim", () => {
	test("is about the median of the runs: one slow run misses nothing", () => {
		expect(sending(reportOf(0.7, 0.5, 0.61))).toMatchObject({
			median: 0.61,
			isMissed: false,
			values: [0.7, 0.5, 0.61],
		});
		expect(sending(reportOf(0.59))).toMatchObject({ median: 0.59, isMissed: true });
	});

	test("that is met exactly is reached, at least and at most", () => {
		const found = measures(reportOf(0.6)).filter(({ aim }) => aim);
		expect(found.map(({ isMissed }) => isMissed)).toEqual(found.map(() => false));
	});

	test("is missed by a cost above it", () => {
		const report = reportOf(1);
		report.runs[0]!.rows_per_message = 4.01;
		expect(
			measures(report)
				.filter(({ isMissed }) => isMissed)
				.map(({ what }) => what),
		).toEqual(["rows written per message"]);
	});
});

test("the table has the machine, every side, and the aims with what each run gave", () => {
	const table = markdown(reportOf(0.7, 0.5, 0.58));
	expect(table).toContain("2026-11-28, 2 cores (Abacus 9), Node 24.1.0, workerd 1.2.3");
	expect(table).toContain(
		"| sending | 1,235 | 0.88 / 20.0 | 1,235 | 0.88 / 20.0 | 1,235 | 0.88 / 20.0 | 0.58 | 1.50 |",
	);
	expect(table).toContain("| sending, × floor | ≥ 0.6 | 0.58 | 0.70, 0.50, 0.58 | missed |");
	expect(table).toContain("Memory per socket: 48 kB (floor 36 kB). Worker: 200 kB gzipped.");
});

test("figures are read as they were printed; anything else is refused", () => {
	const report = reportOf(1, 2);
	expect(readReport(JSON.stringify(report))).toEqual(report);
	for (const other of ["", "> bench", "{}", '{"runs":[]}', "null"])
		expect(() => readReport(other)).toThrow("these are no figures");
});

test("the command line takes a number of runs and one form of the result; anything else is refused", () => {
	expect(readOptions([])).toEqual({ runs: 1, json: false, markdown: false });
	expect(readOptions(["--runs", "3", "--json"])).toEqual({ runs: 3, json: true, markdown: false });
	for (const runs of ["0", "1.5", "21", "three", ""])
		expect(() => readOptions(["--runs", runs])).toThrow("--runs is a number from 1 to 20");
	expect(() => readOptions(["--json", "--markdown"])).toThrow("choose one");
	expect(() => readOptions(["--rans", "3"])).toThrow("--rans");
});
