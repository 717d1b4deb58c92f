import { type ListMembers, type Member, type UpdateMemberProfile } from "@clickclack/sdk";
import { confirm } from "../confirm.ts";
import { pageOf } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findPerson } from "./people.ts";
import { open } from "./open-file.ts";
import { findWorkspace } from "./workspaces.ts";

export interface ListFlags extends Flags, Pick<ListMembers, "role"> {
	limit: number;
}

export interface OwnerFlags extends Flags {
	yes?: boolean;
}

export interface ProfileFlags extends Flags {
	title?: string;
	pronouns?: string;
	timeZone?: string;
	link?: string[];
}

export async function list({ limit, role, ...flags }: ListFlags, q?: string): Promise<Report> {
	const chat = signedIn(flags);
	const found: Member[] = [];
	const query = { limit: pageOf(limit), ...(q !== undefined && { q }), ...(role !== undefined && { role }) };
	for await (const member of chat.members.list(await findWorkspace(chat, flags), query))
		if (found.push(member) === limit) break;
	const rows = found.map(({ user, role, profile = {} }) => [
		user.id,
		`@${user.handle}`,
		user.display_name,
		role,
		profile.title ?? "",
	]);
	return { resource: found, rows, headings: ["ID", "HANDLE", "NAME", "ROLE", "TITLE"] };
}

export async function show(flags: Flags, who: string): Promise<Report> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	return described(await chat.members.get(workspace_id, await findPerson(chat, workspace_id, who)));
}

/** Only the new owner can undo it. */
export async function makeOwner({ yes, ...flags }: OwnerFlags, who: string): Promise<Report> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	const { user } = await chat.members.get(workspace_id, await findPerson(chat, workspace_id, who));
	const what = `@${user.handle} becomes the owner of the workspace, and you a moderator, which only they can undo`;
	const isRight = (typed: string) => typed.trim().replace(/^@/, "") === user.handle;
	if (!yes) await confirm({ what, type: "Type their handle", isRight }, flags);
	const { workspace } = await chat.workspaces.transferOwnership(workspace_id, user.id);
	return { resource: workspace, rows: [[`@${user.handle} is the owner now`]] };
}

export async function updateProfile({ title, pronouns, timeZone, link, ...flags }: ProfileFlags): Promise<Report> {
	const chat = signedIn(flags);
	const change: UpdateMemberProfile = {
		...(title !== undefined && { title }),
		...(pronouns !== undefined && { pronouns }),
		...(timeZone !== undefined && { time_zone: timeZone }),
		...(link && { links: link.filter((one) => one !== "") }),
	};
	const { member } = await chat.profiles.update(await findWorkspace(chat, flags), change);
	return described(member);
}

function described(member: Member): Report {
	const { user, role, status, profile = {}, joined_at } = member;
	const { title = "", pronouns = "", time_zone = "", links = [] } = profile;
	const rows = [
		["name", user.display_name],
		["handle", `@${user.handle}`],
		["role", role],
		["title", title],
		["pronouns", pronouns],
		["time zone", time_zone],
		["links", links.join(" ")],
		["status", [status?.emoji, status?.text].filter(Boolean).join(" ")],
		["joined", new Date(joined_at)],
	];
	return { resource: member, rows: rows.filter(([, value]) => value !== "") };
}

/** @param path without one there is none */
export async function setPicture(flags: Flags, path?: string): Promise<Report> {
	const { avatars } = signedIn(flags);
	const me = path === undefined ? await avatars.remove() : await avatars.set(await open(path));
	return { resource: me, rows: [[me.avatar_url || "none"]] };
}
