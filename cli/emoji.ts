import type { Command } from "commander";
import { does } from "./does.ts";

const emoji = () => import("./commands/emoji.ts");

export function addEmoji(program: Command): void {
	const command = program.command("emoji").description("the workspace's own emoji, written as :name:");
	command
		.command("list")
		.description("list them; those that everybody has are not in it")
		.action(does(async (flags) => (await emoji()).list(flags)));
	command
		.command("add")
		.description("make an emoji of a picture")
		.argument("<name>", "what it is called, with colons or without: 2 to 32 of a–z, digits, - and _")
		.argument("<file>", "a PNG, JPEG, GIF or WebP of at most 256 KiB and 512 pixels a side")
		.action(does(async (flags, name: string, path: string) => (await emoji()).add(flags, name, path)));
	command
		.command("delete")
		.description("delete one; where it was used, its name is shown from then on")
		.argument("<name>", "what it is called")
		.action(does(async (flags, name: string) => (await emoji()).remove(flags, name)));
}
