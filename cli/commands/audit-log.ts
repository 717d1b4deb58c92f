import type { AuditLogEntry, ExportAuditLog } from "@clickclack/sdk";
import { idIn, pageOf, timeIn } from "../input.ts";
import type { Report } from "../output.ts";
import { save } from "../save.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

interface FilterFlags extends Flags {
	actor?: string;
	action?: string;
	target?: string;
	since?: string;
	until?: string;
}

export interface AuditFlags extends FilterFlags {
	limit: number;
}

export interface ExportFlags extends FilterFlags, Required<Pick<ExportAuditLog, "format">> {
	out: string;
}

const ago = (time: string | undefined) => (time === undefined ? undefined : timeIn(time, -1));

const filterOf = ({ actor, action, target, since, until }: FilterFlags) => ({
	actor_user_id: idIn("usr", actor),
	action,
	target_id: target,
	since: ago(since),
	until: ago(until),
});

const row = ({ created_at, actor_user_id, action, target_id, metadata }: AuditLogEntry) => {
	const { by, name = "", before, after } = metadata;
	const changes = before || after ? JSON.stringify({ before, after }) : "";
	return [new Date(created_at), actor_user_id || by, action, name || target_id, changes];
};

export async function list({ limit, ...flags }: AuditFlags): Promise<Report> {
	const chat = signedIn(flags);
	const entries: AuditLogEntry[] = [];
	const query = { ...filterOf(flags), limit: pageOf(limit) };
	for await (const entry of chat.auditLog.list(await findWorkspace(chat, flags), query))
		if (entries.push(entry) === limit) break;
	return { resource: entries, rows: entries.map(row), headings: ["TIME", "WHO", "ACTION", "TARGET", "CHANGES"] };
}

export async function exportTo({ out, format, ...flags }: ExportFlags): Promise<Report> {
	const chat = signedIn(flags);
	const file = await chat.auditLog.export(await findWorkspace(chat, flags), { ...filterOf(flags), format });
	await save(file, out);
	return { resource: { ok: true }, rows: [["written"]] };
}
