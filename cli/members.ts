import type { Command } from "commander";
import type { ListFlags, OwnerFlags, ProfileFlags } from "./commands/members.ts";
import { does, limitFlag } from "./does.ts";

const members = () => import("./commands/members.ts");

export function addMembers(program: Command): void {
	const command = program.command("members").description("the people of the workspace");
	command
		.command("list")
		.description("list them, by role, then name")
		.argument("[search]", "part of a name or handle")
		.option("--role <role>", "owner, moderator, member, bot or guest")
		.addOption(limitFlag(100))
		.action(does(async (flags: ListFlags, search?: string) => (await members()).list(flags, search)));
	command
		.command("show")
		.description("show what somebody tells of themselves")
		.argument("<person>", "their handle or id")
		.action(does(async (flags, who: string) => (await members()).show(flags, who)));
	command
		.command("make-owner")
		.description("make somebody else the owner of the workspace; you become a moderator")
		.argument("<person>", "their handle or id")
		.option("--yes", "do not ask for confirmation")
		.action(does(async (flags: OwnerFlags, who: string) => (await members()).makeOwner(flags, who)));
	const profiles = program.command("profiles").description("what others read about you");
	profiles
		.command("picture")
		.description("make a picture yours, in every workspace; without one, take yours away")
		.argument("[file]", "a PNG, JPEG, GIF or WebP of at most 1 MiB and 1,024 pixels a side")
		.action(does(async (flags, path?: string) => (await members()).setPicture(flags, path)));
	profiles
		.command("update")
		.description("change it; empty takes a field away")
		.option("--title <text>", "what you do")
		.option("--pronouns <text>", "such as she/her")
		.option("--time-zone <zone>", "such as Europe/Berlin or +02:00")
		.option("--link <address...>", "up to three web addresses, in place of those before")
		.action(does(async (flags: ProfileFlags) => (await members()).updateProfile(flags)));
}
