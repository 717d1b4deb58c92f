import type { Client } from "./client.ts";
import { type Pages, pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	ListReports,
	MessageId,
	Report,
	ReportMessage,
	ReportOutcome,
	ReportPage,
	WordFilter,
	WorkspaceId,
} from "./types.ts";

/** Messages that people report to the moderators. */
export class Reports {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Reports a message; again by the same person changes nothing. */
	async create(message_id: MessageId, report: ReportMessage): Promise<void> {
		await this.#client.request("POST /api/messages/{message_id}/reports", { path: { message_id }, body: report });
	}

	/** Those that wait for a moderator, the oldest first. */
	list(workspace_id: WorkspaceId, query: ListReports = {}): Pages<ReportPage, Report> {
		const path = { workspace_id };
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/workspaces/{workspace_id}/moderation/reports", { path, query }),
			items: (page) => page.reports,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** The words that messages may not have, for moderators. */
	async wordFilter(workspace_id: WorkspaceId): Promise<WordFilter> {
		const path = { workspace_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/moderation/word-filter", { path }))
			.word_filter;
	}

	/** Replaces them. */
	async updateWordFilter(workspace_id: WorkspaceId, body: WordFilter): Promise<WordFilter> {
		const path = { workspace_id };
		const route = "PUT /api/workspaces/{workspace_id}/moderation/word-filter";
		return (await this.#client.request(route, { path, body })).word_filter;
	}

	/** Says what becomes of it. */
	close(
		{ workspace_id, message_id }: Pick<Report, "workspace_id" | "message_id">,
		outcome: ReportOutcome,
	): Promise<Answer<"PATCH /api/workspaces/{workspace_id}/moderation/reports/{message_id}">> {
		return this.#client.request("PATCH /api/workspaces/{workspace_id}/moderation/reports/{message_id}", {
			path: { workspace_id, message_id },
			body: { outcome },
		});
	}
}
