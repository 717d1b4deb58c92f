import { type Command, Option } from "commander";
import type { CreateFlags, DeleteFlags, UpdateFlags } from "./commands/channels.ts";
import { count } from "./input.ts";
import { does, limitFlag } from "./does.ts";
import type { Flags } from "./session.ts";

const channels = () => import("./commands/channels.ts");
const members = () => import("./commands/channel-members.ts");

/** @returns the command that these are below */
export function addChannels(program: Command): Command {
	const command = program.command("channels").description("channels that you can see");
	command
		.command("list")
		.description("list all of them, with unread counts")
		.action(does(async (flags) => (await channels()).list(flags)));
	command
		.command("show")
		.description("show what is said of one, and who may do what in it")
		.argument("<channel>", "its name or id")
		.action(does(async (flags, channel: string) => (await channels()).show(flags, channel)));
	takesFields(command.command("create").description("create one, and join it"))
		.argument("<name>", "what it is called")
		.option("--private", "only for those who are added to it")
		.action(does(async (flags: CreateFlags, name: string) => (await channels()).create(flags, name)));
	addUpdate(command);
	command
		.command("delete")
		.description("delete a channel with all its messages, permanently; owners")
		.argument("<channel>", "its name or id")
		.option("--yes", "do not ask for confirmation")
		.action(does(async (flags: DeleteFlags, channel: string) => (await channels()).remove(flags, channel)));
	addMembers(command);
	return command;
}

const takesFields = (command: Command): Command =>
	command
		.option("--title <text>", "what it is shown as instead of its name; empty for none")
		.option("--topic <text>", "what it is about")
		.option("--external-managed", "another program manages it")
		.option("--external-ref <id>", "its id in that program; empty for none")
		.option("--external-url <address>", "its address in that program; empty for none");

const holders = (flag: string, what: string): Option =>
	new Option(`${flag} <who>`, `who may ${what}`).choices(["everyone", "moderators"]);

function addUpdate(channelsCommand: Command): void {
	takesFields(
		channelsCommand
			.command("update")
			.description("rename, describe, archive or reopen a channel, or say who may do what in it"),
	)
		.argument("<channel>", "its name or id")
		.option("--name <name>", "its new name")
		.option("--no-external-managed", "no other program manages it any longer")
		.addOption(new Option("--archive", "archive it").conflicts("reopen"))
		.option("--reopen", "reopen an archived one")
		.option("--default", "new members of the workspace join it; owners")
		.option("--no-default", "they join it no longer")
		.addOption(holders("--who-can-post", "post; replies in threads stay open to everyone"))
		.addOption(holders("--who-can-add-members", "add people"))
		.addOption(holders("--who-can-pin", "pin messages"))
		.option("--slow-mode <seconds>", "how long people wait between two messages; 0 for not at all", count)
		.action(does(async (flags: UpdateFlags, channel: string) => (await channels()).update(flags, channel)));
}

function addMembers(command: Command): void {
	for (const [name, description] of [
		["join", "join a public channel"],
		["leave", "leave a channel"],
	] as const)
		command
			.command(name)
			.description(description)
			.argument("<channel>", "its name or id")
			.action(does(async (flags, channel: string) => (await members())[name](flags, channel)));
	command
		.command("members")
		.description("list who is in a channel")
		.argument("<channel>", "its name or id")
		.addOption(limitFlag(100))
		.action(
			does(async (flags: Flags & { limit: number }, channel: string) => (await members()).members(flags, channel)),
		);
	for (const [name, description] of [
		["add", "add somebody of the workspace to a channel"],
		["remove", "remove somebody from a channel; its creator and moderators"],
	] as const)
		command
			.command(`${name}-member`)
			.description(description)
			.argument("<channel>", "its name or id")
			.argument("<person>", "their handle or id")
			.action(does(async (flags, channel: string, person: string) => (await members())[name](flags, channel, person)));
}
