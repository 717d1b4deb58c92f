import { type Command, Option } from "commander";
import type { GetFlags, ListFlags, SendFlags } from "./commands/uploads.ts";
import { dmFlag, does, limitFlag } from "./does.ts";

const uploads = () => import("./commands/uploads.ts");

export function addUploads(program: Command): void {
	const command = program.command("uploads").description("files: send, list, download and delete them");
	command
		.command("send")
		.description("send files to a channel or a direct conversation, as one message")
		.argument("<file...>", "their paths, at most ten")
		.option("--body <text>", "what the message says, in Markdown")
		.option("--nonce <key>", "a key of your own: the same one never sends twice")
		.addOption(dmFlag())
		.action(does(async (flags: SendFlags, ...paths: string[]) => (await uploads()).send(flags, ...paths)));
	command
		.command("list")
		.description("the files of a channel or a direct conversation, newest first")
		.addOption(dmFlag())
		.addOption(limitFlag(20))
		.addOption(new Option("--kind <kind>", "only these").choices(["image", "video", "audio", "file"]))
		.action(does(async (flags: ListFlags) => (await uploads()).list(flags)));
	command
		.command("get")
		.description("download a file")
		.argument("<upload>", "its id")
		.requiredOption("--out <path>", "where to write it")
		.action(does(async (flags: GetFlags, id: string) => (await uploads()).get(flags, id)));
	command
		.command("delete")
		.description("delete your file, also off its message")
		.argument("<upload>", "its id")
		.action(does(async (flags, id: string) => (await uploads()).remove(flags, id)));
}
