import type { Server } from "../../test/server.ts";

export function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const row = (what: string, value: string): void => console.log(`${what.padEnd(44)} ${value}`);
export const memoryRow = (what: string, bytes: number): void => row(what, `${number.format(bytes / 1024 / 1024)} MiB`);

export function spread(what: string, ms: number[]): void {
	const cells = [quantile(ms, 0.5), quantile(ms, 0.99), Math.max(...ms)].map((value) => number.format(value));
	row(what, `p50 ${cells[0]}, p99 ${cells[1]}, max ${cells[2]} ms`);
}

const sample_ms = 250;

/** The most that the runtime had in memory while `work` went on. */
export async function peakWhile(server: Server, work: () => Promise<unknown>): Promise<number> {
	let peak = server.resident_bytes;
	const look = () => (peak = Math.max(peak, server.resident_bytes));
	const sampling = setInterval(look, sample_ms);
	try {
		await work();
		look();
	} finally {
		clearInterval(sampling);
	}
	return peak;
}
