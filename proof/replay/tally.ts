/** What the property counts. */
export interface Counts {
	sequences: number;
	/** how often each kind of act was done */
	acts: Record<string, number>;
	comparisons: number;
	/** of these, with clients that took a new snapshot on the way */
	refilled: number;
	/** …or heard nothing */
	untold: number;
	/** channels that clients had to ask for */
	asked: number;
	events: number;
	/** clients of those who were removed or blocked */
	deaf: number;
}

/** The sum over all runs. */
const total: Counts = { sequences: 0, acts: {}, comparisons: 0, refilled: 0, untold: 0, asked: 0, events: 0, deaf: 0 };

export function add({ acts, ...counts }: Counts): void {
	for (const key of Object.keys(counts) as (keyof typeof counts)[]) total[key] += counts[key];
	for (const [kind, times] of Object.entries(acts)) total.acts[kind] = (total.acts[kind] ?? 0) + times;
}

/** The kinds of acts that were refused each time, of which the property says nothing. */
export const neverDone = (): string[] => Object.keys(total.acts).filter((kind) => total.acts[kind] === 0);

const row = (what: string, value: number) => console.log(`${what.padEnd(36)} ${String(value).padStart(9)}`);

export function report({ failures, seconds }: { failures: number; seconds: number }): void {
	row("sequences", total.sequences);
	row(
		"acts that were done",
		Object.values(total.acts).reduce((sum, times) => sum + times, 0),
	);
	for (const [kind, times] of Object.entries(total.acts).toSorted(([, a], [, b]) => a - b)) row(`  ${kind}`, times);
	row("old clients compared", total.comparisons);
	row("of these, with a snapshot on the way", total.refilled);
	row("of these, with nothing to hear", total.untold);
	row("channels that they asked for", total.asked);
	row("events applied to them", total.events);
	row("clients removed or blocked", total.deaf);
	row("kinds of acts never done", neverDone().length);
	row("runs that failed", failures);
	row("seconds", Math.round(seconds));
}
