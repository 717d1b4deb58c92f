import type { Export, ExportWorkspace } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { save } from "../save.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export interface ExportFlags extends Flags, Pick<ExportWorkspace, "format" | "of"> {
	out: string;
	directMessages?: boolean;
}

/** Everything in the workspace as a zip, or a part of it as JSON or CSV. */
export async function exportTo({ out, format, of, directMessages, ...flags }: ExportFlags): Promise<Report> {
	if ((format === "zip") !== (of === undefined))
		throw new Stop(exit.usage, "give --of with --format json or csv, and not with zip");
	const chat = signedIn(flags);
	const query = { format, of, direct_messages: directMessages ? "true" : "false" } as const;
	await save(await chat.exports.download(await findWorkspace(chat, flags), query), out);
	return { resource: { ok: true }, rows: [["written"]] };
}

const row = ({ created_at, user_id, format, of, direct_messages }: Export) => [
	new Date(created_at),
	user_id,
	format,
	of ?? "everything",
	direct_messages ? "with direct messages" : "",
];

/** Who has exported the workspace, and when. */
export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const { exports } = await chat.exports.list(await findWorkspace(chat, flags));
	return { resource: exports, rows: exports.map(row), headings: ["TIME", "WHO", "FORMAT", "WHAT", ""] };
}
