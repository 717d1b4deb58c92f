import type { Command } from "commander";
import { takesQuoting } from "./bodies.ts";
import type { SendFlags } from "./commands/sending.ts";
import type { ThreadFlags } from "./commands/threads.ts";
import { dmFlag, does, limitFlag } from "./does.ts";

const messages = () => import("./commands/messages.ts");
const threads = () => import("./commands/threads.ts");

const replies = (command: Command): Command =>
	takesQuoting(command.description("reply in a thread").argument("<message>", "the id of the message to reply to"))
		.option("--also-send", "send it to the conversation too")
		.action(does(async (flags: SendFlags, root: string, body?: string) => (await messages()).reply(flags, root, body)));

export function addThreads(program: Command): void {
	replies(program.command("reply"));
	const command = program.command("threads").description("threads that you follow, or of a conversation");
	replies(command.command("reply"));
	command
		.command("list")
		.description(
			"list those that you follow, with unread replies and mentions; all of a conversation with --channel or --dm",
		)
		.addOption(dmFlag())
		.addOption(limitFlag(20))
		.option("--unread", "only those that you follow with something unread")
		.action(does(async (flags: ThreadFlags) => (await threads()).list(flags)));
	for (const [name, description] of [
		["follow", "follow a thread from now on"],
		["unfollow", "stop following it, until you reply or are mentioned"],
		["markRead", "mark it as read"],
		["markUnread", "mark it as unread from a reply on"],
	] as const)
		command
			.command(name.replace("mark", "").toLowerCase())
			.description(description)
			.argument("<message>", "the id of its root or of a reply")
			.action(does(async (flags, message: string) => (await threads())[name](flags, message)));
}
