import type { Entry } from "../registry.ts";

/** How an entry is run, besides who may call it. */
export type Registered<Tx> = Entry & {
	run: (tx: Tx, input: never) => unknown;
	/** counts as a read, although it may write to complete the index */
	isRead?: true;
	/** for long scans: the input for the next part; other commands run between two parts */
	nextPart?(this: void, input: object, result: unknown, done: number): object | undefined;
	/** the not_found error when no such workspace exists, for callers who may hold a made-up secret */
	absent?: string;
};
