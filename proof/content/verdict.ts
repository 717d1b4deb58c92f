const shown = 10;
const faults: string[] = [];

export function say(what: string, figures: string): void {
	const seconds = (performance.now() / 1000).toFixed(1);
	console.log(`${seconds.padStart(6)} s  ${what.padEnd(38)} ${figures}`);
}

/** @param examples of what is wrong, of which a few are shown */
export function demand(holds: boolean, fault: string, examples: Iterable<string> = []): void {
	if (!holds) faults.push([fault, ...[...examples].slice(0, shown)].join("\n    "));
}

export function end(): void {
	for (const fault of faults) console.error(`✗ ${fault}`);
	process.exitCode = faults.length === 0 ? 0 : 1;
}
