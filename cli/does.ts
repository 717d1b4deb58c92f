import { type Command, Option } from "commander";
import { limit, max_listed } from "./input.ts";
import { type Report, print } from "./output.ts";
import type { Flags } from "./session.ts";

/** Runs a command with its flags and arguments, and prints its report. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- commander does not type flags; each command does
export function does<F extends Flags>(run: (flags: F, ...args: string[]) => Promise<Report | void>) {
	return async function action(this: Command): Promise<void> {
		const flags = this.optsWithGlobals<F>();
		const report = await run(flags, ...this.args);
		if (report) print(report, flags);
	};
}

export const limitFlag = (usual: number) =>
	new Option("--limit <number>", `how many, at most ${max_listed}`).argParser(limit).default(usual);

export const dmFlag = () =>
	new Option(
		"--dm <people>",
		"a direct conversation instead of a channel: its id, or handles with commas between them",
	);
