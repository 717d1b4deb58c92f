import type { ListedSavedMessage, SavedState } from "@clickclack/sdk";
import { idIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export interface SavedFlags extends Flags {
	done?: boolean;
	limit: number;
}

/** The messages that I saved for later, the one saved last first. */
export async function list({ done, limit, ...flags }: SavedFlags): Promise<Report> {
	const chat = signedIn(flags);
	const saved: ListedSavedMessage[] = [];
	for await (const one of chat.saved.list(await findWorkspace(chat, flags), { state: done ? "done" : "open" }))
		if (saved.push(one) === limit) break;
	const rows = saved.map(({ message: { id, created_at, author, body } }) => [
		id,
		new Date(created_at),
		`@${author.handle}`,
		new Body(body),
	]);
	return { resource: saved, rows };
}

async function set(flags: Flags, message: string, state: SavedState): Promise<Report> {
	const { saved_message } = await signedIn(flags).saved.add(idIn("msg", message), state);
	return { resource: saved_message, rows: [[saved_message.state]] };
}

export const add = (flags: Flags, message: string): Promise<Report> => set(flags, message, "open");
export const done = (flags: Flags, message: string): Promise<Report> => set(flags, message, "done");

export async function remove(flags: Flags, message: string): Promise<Report> {
	const answer = await signedIn(flags).saved.remove(idIn("msg", message));
	return { resource: answer, rows: [["removed"]] };
}
