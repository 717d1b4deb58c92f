import { type ClickClack, type MyChannel, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { ask } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const rows = channels.map((channel) => [channel.id, channel.name, channel.kind, channel.unread_count]);
	return { resource: channels, rows, headings: ["ID", "NAME", "KIND", "UNREAD"] };
}

export interface DeleteFlags extends Flags {
	yes?: boolean;
}

/** Deletes a channel with all its messages. */
export async function remove(flags: DeleteFlags, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const { id, name } = await chat.channels.get(await findChannel(chat, { ...flags, channel }));
	if (!flags.yes) await confirm(name, flags);
	const { event } = await chat.channels.delete(id);
	return { resource: event, rows: [[`#${name} is deleted`]] };
}

async function confirm(name: string, { input }: Flags): Promise<void> {
	if (!input || !process.stdin.isTTY)
		throw new Stop(exit.usage, `deleting #${name} cannot be undone: confirm with --yes`);
	const typed = await ask(`#${name} and all its messages will be deleted permanently. Type its name to continue: `);
	if (typed.trim().replace(/^#/, "") !== name) throw new Stop(exit.failed, "that is not its name: nothing was deleted");
}

/** The channel of --channel, by id or name. */
export async function findChannel(chat: ClickClack, flags: Flags): Promise<MyChannel["id"]> {
	const name = flags.channel?.replace(/^#/, "");
	if (name === undefined) throw new Stop(exit.usage, "give a channel's name or id with --channel");
	if (isId("chn", name)) return name;
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const channel = channels.find((channel) => channel.name === name);
	if (channel) return channel.id;
	throw new Stop(
		exit.not_found,
		`no channel is called ${name}: \`clickclack channels list\` shows those that you can see`,
	);
}
