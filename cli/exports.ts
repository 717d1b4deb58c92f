import { type Command, Option } from "commander";
import type { ExportFlags } from "./commands/exports.ts";
import { does } from "./does.ts";

const exports = () => import("./commands/exports.ts");

export function addExports(program: Command): void {
	program
		.command("export")
		.description("write everything in --workspace to a file; its owner")
		.requiredOption("--out <file>", "where to write it")
		.addOption(new Option("--format <format>", "of the file").choices(["zip", "json", "csv"]).default("zip"))
		.addOption(new Option("--of <part>", "only this, as JSON or CSV").choices(["messages", "people", "channels"]))
		.option("--direct-messages", "also direct messages, where the server's operator allows that")
		.action(does(async (flags: ExportFlags) => (await exports()).exportTo(flags)));
	program
		.command("exports")
		.description("who has exported --workspace, and when")
		.action(does(async (flags) => (await exports()).list(flags)));
}
