import {
	ChatError,
	type Export,
	type ExportList,
	type ExportPart,
	type ExportWorkspace,
	listed_exports,
} from "@clickclack/protocol";
import { present } from "../../sql.ts";
import { permit } from "../access.ts";
import { type AuditLogRow, audit, oldestKept } from "../audit-log.ts";
import type { Read, Write } from "../transaction.ts";
import { workspaceRow } from "../workspaces.ts";

/** What an export has, as it was fixed when it began. */
export interface ExportScope {
	/** the log's newest entry: later messages are not in it */
	sequence: number;
	/** the number of the newest conversation */
	conversations: number;
	started_at: string;
	direct_messages: boolean;
}

export interface BegunExport {
	scope: ExportScope;
	/** the newest migration */
	schema: string;
	workspace: { id: string; name: string; slug: string };
}

/** Writes down that everything was read, before anything is. */
export function exportWorkspace(tx: Write, { format, of, direct_messages }: ExportWorkspace): BegunExport {
	permit(tx, "workspace.export");
	if (direct_messages && !tx.exportsDirects)
		throw new ChatError("forbidden", "direct_messages: this server's operator does not let them be exported");
	const { id, name, slug } = workspaceRow(tx);
	audit(tx, { action: "workspace.exported", target_id: id, name, after: { format, of: of ?? null, direct_messages } });
	const [newest] = tx.sql<Pick<ExportScope, "sequence" | "conversations"> & Pick<BegunExport, "schema">>`
		SELECT (SELECT num FROM log_head) AS sequence, coalesce((SELECT max(num) FROM conversations), 0) AS conversations,
			(SELECT max(id) FROM migrations) AS schema`;
	const { schema, ...place } = newest!;
	return { scope: { ...place, started_at: tx.now, direct_messages }, schema, workspace: { id, name, slug } };
}

/** What was exported, as the entry of the audit log has it. */
interface Exported extends Pick<Export, "format" | "direct_messages"> {
	of: ExportPart | null;
}

/** For every member: it is about what they have written too. */
export function listExports(tx: Read): ExportList {
	const rows = tx.sql<AuditLogRow>`
		SELECT * FROM audit_log INDEXED BY audit_log_exports
		WHERE action = 'workspace.exported' AND id >= ${oldestKept(tx)} ORDER BY id DESC LIMIT ${listed_exports}`;
	return { exports: rows.map(toExport), allows_direct_messages: tx.exportsDirects };
}

function toExport({ id, actor_user_id, metadata_json, created_at }: AuditLogRow): Export {
	const { after } = JSON.parse(metadata_json) as { after: Exported };
	return { ...present(after), id, user_id: actor_user_id!, created_at };
}
