import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type { ConversationId } from "./conversations.ts";
import type { Draft, DraftPage, ListDrafts, MessageId, SaveDraft, WorkspaceId } from "./types.ts";

/** What the caller wrote and did not send, on all their devices. */
export class Drafts {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	list(workspace_id: WorkspaceId, query: ListDrafts = {}): Pages<DraftPage, Draft> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/drafts", { path: { workspace_id }, query }),
			items: (page) => page.drafts,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/**
	 * Keeps what was written in a conversation, or in the thread of a message; an empty text deletes it. Without `is_saved` in
	 * the answer another device was faster, and nothing was written. May be repeated.
	 */
	save(target_id: ConversationId | MessageId, body: SaveDraft): Promise<Answer<"PATCH /api/drafts/{target_id}">> {
		return this.#client.request("PATCH /api/drafts/{target_id}", { path: { target_id }, body });
	}
}
