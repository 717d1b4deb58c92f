import type { Command } from "commander";
import { takesQuoting } from "./bodies.ts";
import type { ListFlags } from "./commands/messages.ts";
import type { SendFlags } from "./commands/sending.ts";
import { does, limitFlag } from "./does.ts";

const directs = () => import("./commands/directs.ts");

export function addDirects(program: Command): void {
	const command = program.command("dms").description("your direct conversations");
	command
		.command("list")
		.description("list them, with unread counts; the newest activity comes first")
		.addOption(limitFlag(100))
		.action(does(async (flags: ListFlags) => (await directs()).list(flags)));
	command
		.command("open")
		.description("open the one with these people, and print its id")
		.argument("<handle...>", "their handles")
		.action(does(async (flags, ...handles: string[]) => (await directs()).open(flags, ...handles)));
	const to = ["<to>", "a handle, several with commas between them, or the conversation's id"] as const;
	command
		.command("close")
		.description("take one out of your list, until somebody writes in it")
		.argument(...to)
		.action(does(async (flags, given: string) => (await directs()).close(flags, given)));
	takesQuoting(
		command
			.command("send")
			.description("send a direct message")
			.argument(...to),
	).action(does(async (flags: SendFlags, given: string, text?: string) => (await directs()).send(flags, given, text)));
}
