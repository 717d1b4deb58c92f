import { exit, exitCode, explain } from "./exit.ts";
import { program } from "./index.ts";
import { say } from "./output.ts";
import type { Flags } from "./session.ts";

// A reader such as `head` may close the pipe early: that is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
	process.exit(error.code === "EPIPE" ? exit.ok : exit.failed),
);

function fail(error: unknown): void {
	for (const line of explain(error, program.opts<Flags>().verbose ?? false)) say(line);
	process.exitCode = exitCode(error);
}

// Node would print an uncaught error with its stack.
process.on("uncaughtException", (error) => {
	fail(error);
	process.exit();
});

await program.parseAsync().catch(fail);
