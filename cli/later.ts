import type { Command } from "commander";
import type { Flags } from "./session.ts";
import type { SavedFlags } from "./commands/saved-messages.ts";
import type { ChangeFlags, ScheduleFlags } from "./commands/scheduled-messages.ts";
import { dmFlag, does, limitFlag } from "./does.ts";

interface ListFlags extends Flags {
	limit: number;
}

const scheduled = () => import("./commands/scheduled-messages.ts");
const reminders = () => import("./commands/reminders.ts");
const drafts = () => import("./commands/drafts.ts");
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
	program
		.command("drafts")
		.description("what you wrote and did not send")
		.command("list")
		.description("list them, the newest first")
		.addOption(limitFlag(200))
		.action(does(async (flags: ListFlags) => (await drafts()).list(flags)));
	addReminders(program.command("reminders").description("messages that you are reminded of"));
	addScheduled(program.command("scheduled").description("messages that are sent later"));
}

function addScheduled(command: Command): void {
	command
		.command("list")
		.description("list them; those that could not be sent come first, with the reason")
		.addOption(limitFlag(100))
		.action(does(async (flags: ListFlags) => (await scheduled()).list(flags)));
	command
		.command("add")
		.description("send a message later, to a channel or a direct conversation")
		.requiredOption("--at <time>", "when: 90m, 12h or 7d from now, or 2026-12-01T09:00")
		.argument("[body]", "the message, in Markdown")
		.addOption(dmFlag())
		.option("--body <text>", "the message")
		.option("--file <path>", "send the contents of this file")
		.option("--stdin", "send what is piped in")
		.option("--nonce <key>", "a key of your own: the same one never sends twice")
		.action(does(async (flags: ScheduleFlags, body?: string) => (await scheduled()).add(flags, body)));
	command
		.command("change")
		.description("change what it says, or when it is sent")
		.argument("<id>", "its id: sch_…")
		.argument("[body]", "the message, in Markdown")
		.option("--at <time>", "when: 90m, 12h or 7d from now, or 2026-12-01T09:00")
		.option("--body <text>", "the message")
		.option("--file <path>", "send the contents of this file")
		.option("--stdin", "send what is piped in")
		.action(does(async (flags: ChangeFlags, id: string, body?: string) => (await scheduled()).change(flags, id, body)));
	for (const [name, description] of [
		["cancel", "do not send it"],
		["send", "send it now"],
	] as const)
		command
			.command(name)
			.description(description)
			.argument("<id>", "its id: sch_…")
			.action(does(async (flags, id: string) => (await scheduled())[name](flags, id)));
}

function addReminders(command: Command): void {
	command
		.command("list")
		.description("list them by time; those that are due come first")
		.addOption(limitFlag(100))
		.action(does(async (flags: ListFlags) => (await reminders()).list(flags)));
	command
		.command("add")
		.description("be reminded of a message, or at another time")
		.requiredOption("--at <time>", "when: 20m, 3h or 7d from now, or 2026-12-01T09:00")
		.argument("<message>", "its id")
		.action(does(async (flags: Flags & { at: string }, message: string) => (await reminders()).add(flags, message)));
	command
		.command("done")
		.description("do not be reminded of it, or not any more")
		.argument("<message>", "its id")
		.action(does(async (flags, message: string) => (await reminders()).done(flags, message)));
}
