import type { Command } from "commander";
import type { ListFlags } from "./commands/messages.ts";
import type { PlaceFlags } from "./commands/places.ts";
import { dmFlag, does, limitFlag } from "./does.ts";

const pins = () => import("./commands/pins.ts");

export function addPins(program: Command): void {
	const command = program.command("pins").description("pinned messages of a channel or a direct conversation");
	command
		.command("list")
		.description("list them, the one pinned last first")
		.addOption(dmFlag())
		.addOption(limitFlag(100))
		.action(does(async (flags: ListFlags) => (await pins()).list(flags)));
	command
		.command("add")
		.description("pin a message or a reply for everybody in the conversation")
		.argument("<message>", "its id")
		.addOption(dmFlag())
		.action(does(async (flags: PlaceFlags, message: string) => (await pins()).add(flags, message)));
	command
		.command("remove")
		.description("unpin a message")
		.argument("<message>", "its id")
		.addOption(dmFlag())
		.action(does(async (flags: PlaceFlags, message: string) => (await pins()).remove(flags, message)));
}
