import type { Command } from "commander";
import type { PlaceFlags } from "./commands/places.ts";
import { dmFlag, does } from "./does.ts";

const sections = () => import("./commands/sections.ts");

/** How somebody arranges the sidebar. */
export function addSections(program: Command, channels: Command): void {
	const command = program.command("sections").description("the sections of your sidebar");
	command
		.command("list")
		.description("list them, and how many conversations you have moved into each")
		.action(does(async (flags) => (await sections()).list(flags)));
	command
		.command("create")
		.description("make one of your own")
		.argument("<name>", "what it is called")
		.action(does(async (flags, name: string) => (await sections()).create(flags, name)));
	command
		.command("rename")
		.description("call one of your own something else")
		.argument("<section>", "its name or id")
		.argument("<name>", "its new name")
		.action(does(async (flags, section: string, name: string) => (await sections()).rename(flags, section, name)));
	command
		.command("remove")
		.description("remove one of your own; what is in it goes back to where it belongs")
		.argument("<section>", "its name or id")
		.action(does(async (flags, section: string) => (await sections()).remove(flags, section)));
	addPlaces(channels);
}

function addPlaces(channels: Command): void {
	for (const [name, description] of [
		["star", "put a channel or a direct conversation among your stars"],
		["unstar", "take it out of your stars, or out of a section"],
	] as const)
		channels
			.command(name)
			.description(description)
			.argument("[channel]", "its name or id")
			.addOption(dmFlag())
			.action(does(async (flags: PlaceFlags, channel?: string) => (await sections())[name](flags, channel)));
	channels
		.command("move")
		.description("move a channel or a direct conversation into a section of your own")
		.usage("[options] <channel> <section>\n       clickclack channels move [options] --dm <people> <section>")
		.argument("<channel>", "its name or id; left out with --dm")
		.argument("[section]", "the section's name or id")
		.addOption(dmFlag())
		.action(does(async (flags: PlaceFlags, ...given: string[]) => (await sections()).move(flags, ...given)));
}
