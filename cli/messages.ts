import type { Command } from "commander";
import { takesNew, takesQuoting, takesText } from "./bodies.ts";
import type { ForwardFlags, ListFlags } from "./commands/messages.ts";
import type { SendFlags } from "./commands/sending.ts";
import { dmFlag, does, limitFlag } from "./does.ts";
import { type BodyFlags, count } from "./input.ts";
import type { Flags } from "./session.ts";

const messages = () => import("./commands/messages.ts");
const versions = () => import("./commands/message-versions.ts");
const reactions = () => import("./commands/reactions.ts");

const sends = (command: Command): Command =>
	takesQuoting(command.description("send a message"))
		.option("--topic <topic>", "the topic that it gets: its name or id")
		.action(does(async (flags: SendFlags, body?: string) => (await messages()).send(flags, body)));

export function addMessages(program: Command): void {
	sends(program.command("send"));
	const command = program.command("messages").description("read, send and change messages");
	sends(command.command("send"));
	command
		.command("list")
		.description("the newest messages of a channel or a direct conversation, or those after a number")
		.addOption(dmFlag())
		.addOption(limitFlag(20))
		.option("--topic <topic>", "only those with this topic: its name or id")
		.option("--after-seq <number>", "messages after the one with this number", count)
		.action(does(async (flags: ListFlags) => (await messages()).list(flags)));
	takesNew(
		command
			.command("forward")
			.description("forward a message to a channel or a direct conversation")
			.argument("<message>", "the id of the message to forward"),
	)
		.addOption(dmFlag())
		.action(
			does(async (flags: ForwardFlags, id: string, body?: string) => (await messages()).forward(flags, id, body)),
		);
	addChanges(command);
	addReactions(program.command("reactions").description("emoji under a message"));
}

function addChanges(command: Command): void {
	takesText(
		command.command("edit").description("change what your message says").argument("<message>", "its id"),
	).action(
		does(async (flags: Flags & BodyFlags, id: string, body?: string) => (await messages()).edit(flags, id, body)),
	);
	command
		.command("versions")
		.description("what a message said before it was edited, oldest first, and what it says now")
		.argument("<message>", "its id")
		.action(does(async (flags, message: string) => (await versions()).versions(flags, message)));
	command
		.command("delete")
		.description("delete a message; its author and owners")
		.argument("<message>", "its id")
		.action(does(async (flags, message: string) => (await messages()).remove(flags, message)));
}

function addReactions(command: Command): void {
	command
		.command("list")
		.description("list them, with how many there are of each")
		.argument("<message>", "its id")
		.action(does(async (flags, message: string) => (await reactions()).list(flags, message)));
	for (const [name, description] of [
		["add", "react to a message"],
		["remove", "take your reaction back"],
	] as const)
		command
			.command(name)
			.description(description)
			.argument("<message>", "its id")
			.argument("<emoji>", "the emoji: 👍")
			.action(does(async (flags, message: string, emoji: string) => (await reactions())[name](flags, message, emoji)));
}
