import type { Client } from "./client.ts";
import { download } from "./download.ts";
import { pages, type Pages } from "./pages.ts";
import type { AuditLogEntry, AuditLogPage, ExportAuditLog, ListAuditLog, WorkspaceId } from "./types.ts";

/** What those who run a workspace have done, for its moderators and owners. */
export class AuditLog {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Newest first. A page may have fewer entries than `limit`, and more may follow all the same. */
	list(workspace_id: WorkspaceId, query: ListAuditLog = {}): Pages<AuditLogPage, AuditLogEntry> {
		const path = { workspace_id };
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/workspaces/{workspace_id}/audit-log", { path, query }),
			items: (page) => page.audit_log_entries,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** The same as one file, JSON or CSV, as it arrives. A file that is cut off ends with an error. */
	export(workspace_id: WorkspaceId, query: ExportAuditLog = {}): Promise<ReadableStream<Uint8Array>> {
		const route = "GET /api/workspaces/{workspace_id}/audit-log/export";
		return download(this.#client, route, { path: { workspace_id }, query });
	}
}
