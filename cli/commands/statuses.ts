import type { Member } from "@clickclack/sdk";
import { timeIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export interface SetFlags extends Flags {
	emoji?: string;
	until?: string;
}

function standing({ member }: { member: Member }): Report {
	const { emoji, text, expires_at } = member.status ?? {};
	const until = expires_at === undefined ? "" : new Date(expires_at);
	return { resource: member, rows: [member.status ? [emoji ?? "", text ?? "", until] : ["none"]] };
}

export async function set({ emoji = "", until, ...flags }: SetFlags, text = ""): Promise<Report> {
	const chat = signedIn(flags);
	const expires_at = until === undefined ? null : timeIn(until);
	return standing(await chat.statuses.set(await findWorkspace(chat, flags), { emoji, text, expires_at }));
}

export async function clear(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	return standing(await chat.statuses.clear(await findWorkspace(chat, flags)));
}
