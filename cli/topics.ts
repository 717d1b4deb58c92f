import type { Command } from "commander";
import type { ArchiveFlags, CreateFlags } from "./commands/topics.ts";
import { does } from "./does.ts";

const topics = () => import("./commands/topics.ts");

export function addTopics(program: Command): void {
	const topicsCommand = program.command("topics").description("labels for messages, of a channel or of all");
	topicsCommand
		.command("list")
		.description("list them, of one channel with --channel")
		.action(does(async (flags) => (await topics()).list(flags)));
	topicsCommand
		.command("create")
		.description("create one, of the channel of --channel")
		.argument("<name>", "what it is called")
		.option("--all-channels", "for all channels")
		.action(does(async (flags: CreateFlags, name: string) => (await topics()).create(flags, name)));
	topicsCommand
		.command("rename")
		.description("rename one")
		.argument("<topic>", "its name or id")
		.argument("<name>", "its new name")
		.action(does(async (flags, topic: string, name: string) => (await topics()).rename(flags, topic, name)));
	topicsCommand
		.command("archive")
		.description("archive one: its messages keep it, new ones can't have it")
		.argument("<topic>", "its name or id")
		.option("--reopen", "take an archived one up again")
		.action(does(async (flags: ArchiveFlags, topic: string) => (await topics()).archive(flags, topic)));
	topicsCommand
		.command("set")
		.description("give a message that was sent another topic, or take it off; its author and moderators")
		.argument("<message>", "its id")
		.argument("[topic]", "the topic's name or id; left out for none")
		.action(does(async (flags, message: string, topic?: string) => (await topics()).set(flags, message, topic)));
	topicsCommand
		.command("delete")
		.description("delete one: its messages stay, without it")
		.argument("<topic>", "its name or id")
		.action(does(async (flags, topic: string) => (await topics()).remove(flags, topic)));
}
