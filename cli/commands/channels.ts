import { type ClickClack, type MyChannel, isId, slugify } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { ask } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const rows = channels.map((channel) => [channel.id, titleOf(channel), channel.kind, channel.unread_count]);
	return { resource: channels, rows, headings: ["ID", "NAME", "KIND", "UNREAD"] };
}

/** As the app shows it, `C++`, and beside it the name if it is not found by that. */
const titleOf = ({ display_title: title, name }: MyChannel): string =>
	!title || slugify(title) === name ? title || name : `${title} (${name})`;

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
	if (slugify(typed) !== name) throw new Stop(exit.failed, "that is not its name: nothing was deleted");
}

/** The channel of --channel, by id, or by name in any spelling. */
export async function findChannel(chat: ClickClack, flags: Flags): Promise<MyChannel["id"]> {
	const given = flags.channel;
	if (given === undefined) throw new Stop(exit.usage, "give a channel's name or id with --channel");
	const id = given.replace(/^#/, "");
	if (isId("chn", id)) return id;
	const channels = await chat.channels.list(await findWorkspace(chat, flags));
	const channel = channels.find(({ name }) => name === slugify(given));
	if (channel) return channel.id;
	throw new Stop(
		exit.not_found,
		`no channel is called ${given}: \`clickclack channels list\` shows those that you can see`,
	);
}
