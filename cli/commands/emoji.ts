import type { CustomEmoji } from "@clickclack/sdk";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { open } from "./open-file.ts";
import { findWorkspace } from "./workspaces.ts";

const row = ({ name, created_by, created_at }: CustomEmoji) => [`:${name}:`, new Date(created_at), created_by];
/** `:tea-time:` is `tea-time`. */
const plain = (name: string): string => name.replace(/^:(.*):$/, "$1");

export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const all = await chat.customEmoji.list(await findWorkspace(chat, flags));
	return { resource: all, rows: all.map(row), headings: ["NAME", "MADE", "BY"] };
}

export async function add(flags: Flags, name: string, path: string): Promise<Report> {
	const chat = signedIn(flags);
	const picture = await open(path);
	const { custom_emoji } = await chat.customEmoji.create(await findWorkspace(chat, flags), plain(name), picture);
	return { resource: custom_emoji, rows: [row(custom_emoji)] };
}

export async function remove(flags: Flags, name: string): Promise<Report> {
	const chat = signedIn(flags);
	const { event } = await chat.customEmoji.delete(await findWorkspace(chat, flags), plain(name));
	return { resource: event, rows: [["deleted"]] };
}
