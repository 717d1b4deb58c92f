import type { Report as Reported, ReportOutcome, ReportReason, WordFilter } from "@clickclack/sdk";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export interface CreateFlags extends Flags {
	reason: ReportReason;
	text?: string;
}

export async function create({ reason, text = "", ...flags }: CreateFlags, message: string): Promise<Report> {
	await signedIn(flags).reports.create(idIn("msg", message), { reason, text });
	return { resource: { ok: true }, rows: [["reported"]] };
}

export interface ListFlags extends Flags {
	limit: number;
}

export async function list({ limit, ...flags }: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const found: Reported[] = [];
	for await (const one of chat.reports.list(await findWorkspace(chat, flags))) if (found.push(one) === limit) break;
	const rows = found.map(({ message_id, author, reasons, body }) => [
		message_id,
		`@${author.handle}`,
		reasons.map(({ reason, user }) => `${reason}${user ? ` (@${user.handle})` : ""}`).join(", "),
		body,
	]);
	return { resource: found, rows, headings: ["MESSAGE", "AUTHOR", "REASONS", "TEXT"] };
}

export interface CloseFlags extends Flags {
	outcome: ReportOutcome;
}

export async function close({ outcome, ...flags }: CloseFlags, message: string): Promise<Report> {
	const chat = signedIn(flags);
	const one = { workspace_id: await findWorkspace(chat, flags), message_id: idIn("msg", message) };
	await chat.reports.close(one, outcome);
	return { resource: { ok: true }, rows: [[outcome]] };
}

export interface FilterFlags extends Flags {
	action?: WordFilter["action"];
}

/** Without an action and words it shows them. */
export async function filter({ action, ...flags }: FilterFlags, words: string[]): Promise<Report> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	const before = await chat.reports.wordFilter(workspace_id);
	const change = { action: action ?? before.action, words: words.length > 0 ? words : before.words };
	const isAsked = action !== undefined || words.length > 0;
	const now = isAsked ? await chat.reports.updateWordFilter(workspace_id, change) : before;
	return { resource: now, rows: [[now.action, now.words.join(", ")]], headings: ["ACTION", "WORDS"] };
}
