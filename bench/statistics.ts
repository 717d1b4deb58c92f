const ascending = (all: number[]): number[] => all.toSorted((a, b) => a - b);

export function median(all: number[]): number {
	const sorted = ascending(all);
	const half = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The value that `part` of all are not above. */
export const share = (all: number[], part: number): number => ascending(all)[Math.floor(all.length * part)]!;
