import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	ListSavedMessages,
	ListedSavedMessage,
	MessageId,
	SavedIds,
	SavedMessagePage,
	SavedState,
	WorkspaceId,
} from "./types.ts";

/** Messages that the caller saved for later. */
export class SavedMessages {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those that are open, or done, the one saved last first. */
	list(workspace_id: WorkspaceId, query: ListSavedMessages = {}): Pages<SavedMessagePage, ListedSavedMessage> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/saved", { path: { workspace_id }, query }),
			items: (page) => page.saved,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** The ids of all of them, as of a cursor. */
	ids(workspace_id: WorkspaceId): Promise<SavedIds> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/saved/ids", { path: { workspace_id } });
	}

	/** Saves a message, or changes its state; idempotent: a repeat's answer has no `event`. */
	add(message_id: MessageId, state: SavedState = "open"): Promise<Answer<"POST /api/messages/{message_id}/saved">> {
		const path = { message_id };
		return this.#client.request("POST /api/messages/{message_id}/saved", { path, body: { state } });
	}

	remove(message_id: MessageId): Promise<Answer<"DELETE /api/messages/{message_id}/saved">> {
		return this.#client.request("DELETE /api/messages/{message_id}/saved", { path: { message_id } });
	}
}
