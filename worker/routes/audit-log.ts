import type { AuditLogEntry, AuditLogEntryId, AuditLogPage, ExportAuditLog } from "@clickclack/protocol";
import { csvLine } from "../csv.ts";
import type { Handlers } from "../mount.ts";
import { patiently, streamOf } from "../pages.ts";

/** How many entries are in memory at a time. */
const page_size = 1_000;

interface File {
	type: string;
	begin: string;
	entry: (entry: AuditLogEntry) => string;
	between: string;
	end: string;
}

const columns = [
	"id",
	"created_at",
	"actor_user_id",
	"by",
	"action",
	"target_type",
	"target_id",
	"name",
	"user_id",
	"before",
	"after",
	"ip",
	"user_agent",
] as const;

/** A column of an entry, or of its metadata. */
function cellOf({ metadata, ...entry }: AuditLogEntry, column: (typeof columns)[number]): string {
	const value = { ...entry, ...metadata }[column] ?? "";
	return typeof value === "string" ? value : JSON.stringify(value);
}

const files: Record<ExportAuditLog["format"], File> = {
	json: { type: "application/json", begin: '{"audit_log_entries":[', entry: JSON.stringify, between: ",", end: "]}" },
	csv: {
		type: "text/csv; charset=utf-8",
		begin: csvLine(columns),
		entry: (entry) => csvLine(columns.map((column) => cellOf(entry, column))),
		between: "",
		end: "",
	},
};

type Ask = (cursor?: AuditLogEntryId) => Promise<AuditLogPage>;

/** The next page is read when this one was taken. */
async function* textOf(file: File, first: AuditLogPage, ask: Ask): AsyncGenerator<string> {
	yield file.begin;
	let before = "";
	for (let page = first; ;) {
		const { audit_log_entries: entries, next_cursor } = page;
		if (entries.length > 0) yield before + entries.map(file.entry).join(file.between);
		if (entries.length > 0) before = file.between;
		if (next_cursor === undefined) break;
		page = await patiently(() => ask(next_cursor));
	}
	yield file.end;
}

export const auditLog = {
	async exportAuditLog(c, { format, ...filter }) {
		const ask: Ask = (cursor) => c.var.workspace.listAuditLog({ ...filter, limit: page_size, cursor });
		// a refusal is answered as anywhere else: nothing was sent yet
		const first = await ask();
		const file = files[format];
		const body = streamOf(textOf(file, first, ask));
		const name = { "Content-Disposition": `attachment; filename="audit-log.${format}"` };
		return new Response(body, { headers: { ...c.var.headers, "Content-Type": file.type, ...name } });
	},
} satisfies Handlers;
