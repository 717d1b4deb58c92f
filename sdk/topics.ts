import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { CreateTopic, MessageId, Topic, TopicId, UpdateTopic, WorkspaceId } from "./types.ts";

/** Labels for messages: `messages.create(id, { body, topic_id })` gives a new one its topic, `messages.list(id, { topic_id })` finds them. */
export class Topics {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those that the caller sees, archived ones included, by name. */
	async list(workspace_id: WorkspaceId): Promise<Topic[]> {
		const path = { workspace_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/topics", { path })).topics;
	}

	/** Of one channel, or for all; `conflict` when there is one of this name. */
	create(workspace_id: WorkspaceId, topic: CreateTopic): Promise<Answer<"POST /api/workspaces/{workspace_id}/topics">> {
		const path = { workspace_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/topics", { path, body: topic });
	}

	/** Renames it, archives it, or takes it up again. */
	update(topic_id: TopicId, change: UpdateTopic): Promise<Answer<"PATCH /api/topics/{topic_id}">> {
		return this.#client.request("PATCH /api/topics/{topic_id}", { path: { topic_id }, body: change });
	}

	/** Its messages stay, without it. */
	delete(topic_id: TopicId): Promise<Answer<"DELETE /api/topics/{topic_id}">> {
		return this.#client.request("DELETE /api/topics/{topic_id}", { path: { topic_id } });
	}

	/** Gives a message a topic, or takes it off. */
	set(message_id: MessageId, topic_id: TopicId | undefined): Promise<Answer<"POST /api/messages/{message_id}/topic">> {
		return this.#client.request("POST /api/messages/{message_id}/topic", { path: { message_id }, body: { topic_id } });
	}
}
