import type { Command } from "commander";
import type { CreateFlags, DeleteFlags, MembersFlags, PutFlags, UpdateFlags } from "./commands/groups.ts";
import { does, limitFlag } from "./does.ts";

const groups = () => import("./commands/groups.ts");
const taking = (command: Command, description: string): Command =>
	command.description(description).argument("<group>", "its handle or id");

export function addGroups(program: Command): void {
	const command = program.command("groups").description("people who are called together, and have channels together");
	command
		.command("list")
		.description("list them, by name")
		.action(does(async (flags) => (await groups()).list(flags)));
	taking(command.command("show"), "show one, with its channels").action(
		does(async (flags, group: string) => (await groups()).show(flags, group)),
	);
	command
		.command("create")
		.description("create one; moderators")
		.argument("<handle>", "what calls it, without the @")
		.argument("<name>", "what it is called")
		.option("--description <text>", "what it is for")
		.action(
			does(async (flags: CreateFlags, handle: string, name: string) => (await groups()).create(flags, handle, name)),
		);
	taking(command.command("update"), "change one; its admins and moderators")
		.option("--name <name>", "its new name")
		.option("--handle <handle>", "its new handle")
		.option("--description <text>", "what it is for; empty for none")
		.action(does(async (flags: UpdateFlags, group: string) => (await groups()).update(flags, group)));
	taking(command.command("delete"), "delete one: its members leave the channels that it brought them to; moderators")
		.option("--yes", "do not ask for confirmation")
		.action(does(async (flags: DeleteFlags, group: string) => (await groups()).remove(flags, group)));
	addMembers(command);
	addChannels(command);
}

function addMembers(command: Command): void {
	taking(command.command("members"), "list who is in one, by name")
		.addOption(limitFlag(100))
		.action(does(async (flags: MembersFlags, group: string) => (await groups()).members(flags, group)));
	taking(command.command("add-member"), "add somebody, or give them another role in it; its admins and moderators")
		.argument("<person>", "their handle or id")
		.option("--role <role>", "admin or member")
		.action(does(async (flags: PutFlags, group: string, who: string) => (await groups()).addMember(flags, group, who)));
	taking(command.command("remove-member"), "remove somebody, or leave")
		.argument("<person>", "their handle or id")
		.action(does(async (flags, group: string, who: string) => (await groups()).removeMember(flags, group, who)));
}

function addChannels(command: Command): void {
	for (const [name, act, description] of [
		["add-channel", "addChannel", "give it a channel: its members join it"],
		["remove-channel", "removeChannel", "take a channel from it: whom it brought there leaves"],
	] as const)
		taking(command.command(name), description)
			.argument("<channel>", "its name or id")
			.action(does(async (flags, group: string, channel: string) => (await groups())[act](flags, group, channel)));
}
