import type { Command } from "commander";
import type { SavedFlags } from "./commands/saved-messages.ts";
import { does, limitFlag } from "./does.ts";

const saved = () => import("./commands/saved-messages.ts");

/** What somebody keeps for later. */
export function addLater(program: Command): void {
	const savedCommand = program.command("saved").description("messages that you saved for later");
	savedCommand
		.command("list")
		.description("list them, the one saved last first")
		.addOption(limitFlag(100))
		.option("--done", "those that are done")
		.action(does(async (flags: SavedFlags) => (await saved()).list(flags)));
	for (const [name, description] of [
		["add", "save a message for later"],
		["done", "mark it as done"],
		["remove", "remove it from the list"],
	] as const)
		savedCommand
			.command(name)
			.description(description)
			.argument("<message>", "its id")
			.action(does(async (flags, message: string) => (await saved())[name](flags, message)));
}
