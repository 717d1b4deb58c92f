import type { Payload } from "./payloads.ts";
import type { Watch } from "./watch.ts";

const began = performance.now();

/** What was found, said as it comes, and what of it may not be. */
export class Verdict {
	readonly faults: string[] = [];

	say(what: string, figures: string): void {
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		console.log(`${seconds.padStart(6)} s  ${what.padEnd(38)} ${figures}`);
	}

	/** @param examples of what is wrong, of which a few are shown */
	demand(holds: boolean, fault: string, examples: Iterable<string> = []): void {
		if (!holds) this.faults.push([fault, ...[...examples].slice(0, 10)].join("\n    "));
	}

	end(): void {
		for (const fault of this.faults) console.error(`✗ ${fault}`);
		process.exitCode = this.faults.length === 0 ? 0 : 1;
	}
}

const counted = (counts: Map<string, number>) =>
	[...counts].map(([what, number]) => `${number} ${what}`).join(", ") || "none";

export function figures({ elements, live, ran, blocked, foreign, ruined }: Watch): string {
	const seen = `${ran.length} ran, ${live.size} live of ${elements} elements, ${ruined.length} pages ruined`;
	return `${seen}; blocked: ${counted(blocked)}; to other hosts: ${counted(foreign)}`;
}

export function byList(payloads: Iterable<Payload>): string {
	const all = [...payloads];
	const count = (wanted: Payload["list"]) => all.filter(({ list }) => list === wanted).length;
	return `${count("own")} own, ${count("foreign")} foreign`;
}
