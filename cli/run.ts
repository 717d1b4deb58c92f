import { exit } from "./exit.ts";
import { fail, main } from "./main.ts";

// A reader such as `head` may close the pipe early: that is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
	process.exit(error.code === "EPIPE" ? exit.ok : exit.failed),
);

// Node would print an uncaught error with its stack.
process.on("uncaughtException", (error) => process.exit(fail(error)));

process.exitCode = await main(process.argv.slice(2));
