import type { Payload } from "./payloads.ts";
import type { Watch } from "./watch.ts";

const shown = 10;
const began = performance.now();

/** What was found, said as it comes, and what of it may not be. */
export class Verdict {
	readonly faults: string[] = [];

	say(what: string, figures: string): void {
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		console.log(`${seconds.padStart(6)} s  ${what.padEnd(38)} ${figures}`);
	}

	/** What a window saw; and which looks came to nothing, whether or not that is a fault. */
	tell(what: string, watch: Watch): void {
		this.say(what, figures(watch));
		for (const one of watch.ruined.slice(0, shown)) this.say("", `ruined: ${one}`);
		for (const one of watch.dead.slice(0, shown)) this.say("", `dead: ${one}`);
	}

	/** @param examples of what is wrong, of which a few are shown */
	demand(holds: boolean, fault: string, examples: Iterable<string> = []): void {
		if (!holds) this.faults.push([fault, ...[...examples].slice(0, shown)].join("\n    "));
	}

	end(): void {
		for (const fault of this.faults) console.error(`✗ ${fault}`);
		process.exitCode = this.faults.length === 0 ? 0 : 1;
	}
}

const counted = (counts: Map<string, number>) =>
	[...counts].map(([what, number]) => `${number} ${what}`).join(", ") || "none";

function figures({ elements, live, ran, blocked, foreign, looks, ruined, dead }: Watch): string {
	const seen = `${ran.length} ran, ${live.size} live of ${elements} elements`;
	const stopped = `blocked: ${counted(blocked)}; to other hosts: ${counted(foreign)}`;
	return `${seen}; ${stopped}; of ${looks} looks ${ruined.length} ruined, ${dead.length} dead`;
}

export function byList(payloads: Iterable<Payload>): string {
	const all = [...payloads];
	const count = (wanted: Payload["list"]) => all.filter(({ list }) => list === wanted).length;
	return `${count("own")} own, ${count("foreign")} foreign`;
}
