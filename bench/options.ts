import { parseArgs } from "node:util";

export interface Options {
	/** how often everything is repeated */
	runs: number;
	json: boolean;
	markdown: boolean;
}

const most_runs = 20;

/** @param args those of the command line; what makes no sense is refused */
export function readOptions(args: string[]): Options {
	const flag = { type: "boolean", default: false } as const;
	const options = { json: flag, markdown: flag, runs: { type: "string", default: "1" } } as const;
	const { json, markdown, runs: given } = parseArgs({ args, options }).values;
	const runs = Number(given);
	if (!Number.isInteger(runs) || runs < 1 || runs > most_runs)
		throw new Error(`--runs is a number from 1 to ${most_runs}`);
	if (json && markdown) throw new Error("choose one of --json and --markdown");
	return { runs, json, markdown };
}
