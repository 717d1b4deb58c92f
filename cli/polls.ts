import type { Command } from "commander";
import type { PollFlags } from "./commands/polls.ts";
import { dmFlag, does } from "./does.ts";

const polls = () => import("./commands/polls.ts");

export function addPolls(program: Command): void {
	const pollsCommand = program.command("polls").description("ask in a channel or a direct conversation, and vote");
	pollsCommand
		.command("create")
		.description("ask a question")
		.argument("<question>", "what is asked, in Markdown")
		.requiredOption("--option <text...>", "what to choose from: two to ten")
		.option("--multiple", "people may choose several")
		.option("--closes-at <time>", "when it closes by itself: 2027-01-31T12:00:00Z")
		.addOption(dmFlag())
		.action(does(async (flags: PollFlags, question: string) => (await polls()).create(flags, question)));
	pollsCommand
		.command("vote")
		.description("vote, or change your vote; without numbers, take it back")
		.argument("<message>", "the id of the poll's message")
		.argument("[number...]", "the numbers of options, from 1 on")
		.action(does(async (flags, id: string, ...numbers: string[]) => (await polls()).vote(flags, id, ...numbers)));
	for (const [name, description] of [
		["show", "show the options of a poll, with their votes"],
		["close", "close your poll, for good"],
	] as const)
		pollsCommand
			.command(name)
			.description(description)
			.argument("<message>", "the id of the poll's message")
			.action(does(async (flags, message: string) => (await polls())[name](flags, message)));
}
