import {
	type ClickClack,
	type GroupMember,
	type GroupRole,
	type MyGroup,
	type UpdateGroup,
	isId,
} from "@clickclack/sdk";
import { confirm } from "../confirm.ts";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findChannel } from "./channels.ts";
import { findPerson } from "./people.ts";
import { findWorkspace } from "./workspaces.ts";

export interface CreateFlags extends Flags {
	description?: string;
}
export type UpdateFlags = Flags & UpdateGroup;
export interface DeleteFlags extends Flags {
	yes?: boolean;
}
export interface MembersFlags extends Flags {
	limit: number;
}
export interface PutFlags extends Flags {
	role?: GroupRole;
}

const row = ({ id, handle, name, member_count, my_role }: MyGroup) => [
	id,
	`@${handle}`,
	name,
	`${member_count}`,
	my_role ?? "",
];
const reported = ({ group }: { group: MyGroup }): Report => ({ resource: group, rows: [row(group)] });

export async function list(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const groups = await chat.groups.list(await findWorkspace(chat, flags));
	return { resource: groups, rows: groups.map(row), headings: ["ID", "HANDLE", "NAME", "MEMBERS", "MY ROLE"] };
}

export async function show(flags: Flags, group: string): Promise<Report> {
	const chat = signedIn(flags);
	const shown = await chat.groups.get(await findGroup(chat, flags, group));
	const { name, handle, description, member_count } = shown.group;
	const rows = [
		["name", name],
		["handle", `@${handle}`],
		["description", description],
		["members", `${member_count}`],
		["channels", shown.channels.map((channel) => `#${channel.name}`).join(" ")],
	];
	return { resource: shown, rows: rows.filter(([, value]) => value !== "") };
}

export async function create({ description, ...flags }: CreateFlags, handle: string, name: string): Promise<Report> {
	const chat = signedIn(flags);
	const about = { handle, name, ...(description !== undefined && { description }) };
	return reported(await chat.groups.create(await findWorkspace(chat, flags), about));
}

export async function update({ name, handle, description, ...flags }: UpdateFlags, group: string): Promise<Report> {
	const chat = signedIn(flags);
	const change: UpdateGroup = {
		...(name !== undefined && { name }),
		...(handle !== undefined && { handle }),
		...(description !== undefined && { description }),
	};
	return reported(await chat.groups.update(await findGroup(chat, flags, group), change));
}

/** Nobody can undo it. */
export async function remove({ yes, ...flags }: DeleteFlags, given: string): Promise<Report> {
	const chat = signedIn(flags);
	const { group } = await chat.groups.get(await findGroup(chat, flags, given));
	const what = `@${group.handle} is deleted, and its members leave the channels that it brought them to`;
	const isRight = (typed: string) => typed.trim().replace(/^@/, "") === group.handle;
	if (!yes) await confirm({ what, type: "Type its handle", isRight }, flags);
	const { event } = await chat.groups.delete(group.id);
	return { resource: event, rows: [["deleted"]] };
}

export async function members({ limit, ...flags }: MembersFlags, group: string): Promise<Report> {
	const chat = signedIn(flags);
	const found: GroupMember[] = [];
	for await (const member of chat.groups.members(await findGroup(chat, flags, group)))
		if (found.push(member) === limit) break;
	const rows = found.map(({ user, role }) => [user.id, `@${user.handle}`, user.display_name, role]);
	return { resource: found, rows, headings: ["ID", "HANDLE", "NAME", "ROLE"] };
}

export async function addMember({ role, ...flags }: PutFlags, group: string, who: string): Promise<Report> {
	const chat = signedIn(flags);
	const user_id = await findPerson(chat, await findWorkspace(chat, flags), who);
	return reported(await chat.groups.putMember(await findGroup(chat, flags, group), user_id, role));
}

export async function removeMember(flags: Flags, group: string, who: string): Promise<Report> {
	const chat = signedIn(flags);
	const user_id = await findPerson(chat, await findWorkspace(chat, flags), who);
	await chat.groups.removeMember(await findGroup(chat, flags, group), user_id);
	return { resource: { ok: true }, rows: [["removed"]] };
}

export async function addChannel(flags: Flags, group: string, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const channel_id = await findChannel(chat, { ...flags, channel });
	await chat.groups.putChannel(await findGroup(chat, flags, group), channel_id);
	return { resource: { ok: true }, rows: [["added"]] };
}

export async function removeChannel(flags: Flags, group: string, channel: string): Promise<Report> {
	const chat = signedIn(flags);
	const channel_id = await findChannel(chat, { ...flags, channel });
	await chat.groups.removeChannel(await findGroup(chat, flags, group), channel_id);
	return { resource: { ok: true }, rows: [["removed"]] };
}

/** By id, or by handle with or without the @. */
async function findGroup(chat: ClickClack, flags: Flags, given: string): Promise<MyGroup["id"]> {
	if (isId("grp", given)) return given;
	const handle = given.replace(/^@/, "").toLowerCase();
	const all = await chat.groups.list(await findWorkspace(chat, flags));
	const group = all.find((one) => one.handle === handle);
	if (group) return group.id;
	throw new Stop(
		exit.not_found,
		`no group is called @${handle}: \`clickclack groups list\` shows those that you can see`,
	);
}
