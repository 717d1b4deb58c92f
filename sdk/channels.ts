import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	ChannelId,
	ChannelMemberPage,
	CreateChannel,
	ListChannelMembers,
	MyChannel,
	UpdateChannel,
	User,
	UserId,
	WorkspaceId,
} from "./types.ts";

export class Channels {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those that I can see, archived ones too, by name. */
	async list(workspace_id: WorkspaceId): Promise<MyChannel[]> {
		const path = { workspace_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/channels", { path })).channels;
	}

	create(
		workspace_id: WorkspaceId,
		channel: CreateChannel,
	): Promise<Answer<"POST /api/workspaces/{workspace_id}/channels">> {
		const path = { workspace_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/channels", { path, body: channel });
	}

	async get(channel_id: ChannelId): Promise<MyChannel> {
		return (await this.#client.request("GET /api/channels/{channel_id}", { path: { channel_id } })).channel;
	}

	/** Renames, describes, archives or reopens. */
	update(channel_id: ChannelId, change: UpdateChannel): Promise<Answer<"PATCH /api/channels/{channel_id}">> {
		return this.#client.request("PATCH /api/channels/{channel_id}", { path: { channel_id }, body: change });
	}

	/** With all that was said in it, for good. */
	delete(channel_id: ChannelId): Promise<Answer<"DELETE /api/channels/{channel_id}">> {
		return this.#client.request("DELETE /api/channels/{channel_id}", { path: { channel_id } });
	}

	/** Safe to repeat. */
	join(channel_id: ChannelId): Promise<Answer<"POST /api/channels/{channel_id}/join">> {
		return this.#client.request("POST /api/channels/{channel_id}/join", { path: { channel_id } });
	}

	/** Safe to repeat. */
	async leave(channel_id: ChannelId): Promise<void> {
		await this.#client.request("POST /api/channels/{channel_id}/leave", { path: { channel_id } });
	}

	/** Who is in a channel, by name. */
	members(channel_id: ChannelId, query: ListChannelMembers = {}): Pages<ChannelMemberPage, User> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/channels/{channel_id}/members", { path: { channel_id }, query }),
			items: (page) => page.members,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Safe to repeat. */
	addMember(channel_id: ChannelId, user_id: UserId): Promise<Answer<"POST /api/channels/{channel_id}/members">> {
		return this.#client.request("POST /api/channels/{channel_id}/members", { path: { channel_id }, body: { user_id } });
	}

	/** Safe to repeat. */
	async removeMember(channel_id: ChannelId, user_id: UserId): Promise<void> {
		await this.#client.request("DELETE /api/channels/{channel_id}/members/{user_id}", {
			path: { channel_id, user_id },
		});
	}
}
