import type { Command } from "commander";

/** The text of a message, in one of several ways. */
export const takesText = (command: Command): Command =>
	command
		.argument("[body]", "the message, in Markdown")
		.option("--body <text>", "the message")
		.option("--file <path>", "send the contents of this file")
		.option("--stdin", "send what is piped in");

/** Of one that is sent. */
export const takesNew = (command: Command): Command =>
	takesText(command).option("--nonce <key>", "a key of your own: the same one never sends twice");

/** Of one that may quote another, and have files. */
export const takesQuoting = (command: Command): Command =>
	takesNew(command)
		.option("--reply-to <message>", "quote the message with this id, of the same conversation or thread")
		.option("--attach <file>", "send this file with it; may be given ten times", (file, all: string[] | undefined) => [
			...(all ?? []),
			file,
		]);
