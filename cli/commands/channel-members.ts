import type { User } from "@clickclack/sdk";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findChannel } from "./channels.ts";
import { findPerson } from "./people.ts";
import { findWorkspace } from "./workspaces.ts";

/** Who is in a channel, by name. */
export async function members({ limit, ...flags }: Flags & { limit: number }, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const people: User[] = [];
	for await (const user of chat.channels.members(await findChannel(chat, { ...flags, channel })))
		if (people.push(user) === limit) break;
	const rows = people.map(({ id, handle, display_name }) => [id, `@${handle}`, display_name]);
	return { resource: people, rows, headings: ["ID", "HANDLE", "NAME"] };
}

export async function join(flags: Flags, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const { channel: joined } = await chat.channels.join(await findChannel(chat, { ...flags, channel }));
	return { resource: joined, rows: [["joined"]] };
}

export async function leave(flags: Flags, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findChannel(chat, { ...flags, channel });
	await chat.channels.leave(id);
	return { resource: { ok: true }, rows: [["left"]] };
}

/** @param person their handle or id */
export async function add(flags: Flags, channel: string, person: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findChannel(chat, { ...flags, channel });
	const user_id = await findPerson(chat, await findWorkspace(chat, flags), person);
	return { resource: (await chat.channels.addMember(id, user_id)).channel, rows: [["added"]] };
}

export async function remove(flags: Flags, channel: string, person: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findChannel(chat, { ...flags, channel });
	const user_id = await findPerson(chat, await findWorkspace(chat, flags), person);
	await chat.channels.removeMember(id, user_id);
	return { resource: { ok: true }, rows: [["removed"]] };
}
