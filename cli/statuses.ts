import type { Command } from "commander";
import type { SetFlags } from "./commands/statuses.ts";
import { does } from "./does.ts";

const statuses = () => import("./commands/statuses.ts");

/** What somebody says of themselves; `status` is about the server. */
export function addStatuses(program: Command): void {
	const command = program.command("statuses").description("what others see beside your name");
	command
		.command("set")
		.description("set your status, in place of the one before")
		.argument("[text]", "a few words; not needed with an emoji")
		.option("--emoji <emoji>", "an emoji before them")
		.option("--until <time>", "when it is cleared: 90m, 12h or 7d from now, or 2026-12-01T09:00")
		.action(does(async (flags: SetFlags, text?: string) => (await statuses()).set(flags, text)));
	command
		.command("clear")
		.description("clear your status")
		.action(does(async (flags) => (await statuses()).clear(flags)));
}
