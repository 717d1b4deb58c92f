import { type Command, Option } from "commander";
import type { CloseFlags, CreateFlags, FilterFlags, ListFlags } from "./commands/reports.ts";
import { does, limitFlag } from "./does.ts";

const reports = () => import("./commands/reports.ts");

export function addReports(program: Command): void {
	const command = program.command("reports").description("messages that people report to the moderators");
	command
		.command("add")
		.description("report a message")
		.argument("<message>", "its id")
		.addOption(
			new Option("--reason <reason>", "what is wrong with it")
				.choices(["spam", "abuse", "unlawful", "other"])
				.default("other"),
		)
		.option("--text <text>", "in your words")
		.action(does(async (flags: CreateFlags, message: string) => (await reports()).create(flags, message)));
	command
		.command("list")
		.description("list those that wait for a moderator, the oldest first")
		.addOption(limitFlag(20))
		.action(does(async (flags: ListFlags) => (await reports()).list(flags)));
	command
		.command("close")
		.description("say what becomes of one")
		.argument("<message>", "the id of the message")
		.addOption(
			new Option("--outcome <outcome>", "deleted deletes the message too")
				.choices(["dismissed", "resolved", "deleted"])
				.default("resolved"),
		)
		.action(does(async (flags: CloseFlags, message: string) => (await reports()).close(flags, message)));
	command
		.command("filter")
		.description("show the words that messages may not have, or replace them")
		.argument("[words...]", "words and phrases, in place of those before")
		.addOption(
			new Option("--action <action>", "what happens to a message that has one").choices(["off", "refuse", "report"]),
		)
		.action(does(async (flags: FilterFlags, ...words: string[]) => (await reports()).filter(flags, words.flat())));
}
