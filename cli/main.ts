import { exit, exitCode, explain } from "./exit.ts";
import { program } from "./index.ts";
import { say } from "./output.ts";
import type { Flags } from "./session.ts";

/** Runs one command. @param args what follows the program's name @returns its exit code */
export async function main(args: readonly string[]): Promise<number> {
	try {
		await program.parseAsync(args, { from: "user" });
		return exit.ok;
	} catch (error) {
		return fail(error);
	}
}

/** Says what failed. @returns the exit code */
export function fail(error: unknown): number {
	for (const line of explain(error, program.opts<Flags>().verbose ?? false)) say(line);
	return exitCode(error);
}
