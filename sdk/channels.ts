import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	ChannelId,
	ChannelMemberPage,
	CreateChannel,
	ListChannelMembers,
	MyChannel,
	NotificationPreference,
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

	/** The channels that the caller can see, archived ones included, by name. */
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

	/** Renames, describes, archives or reopens a channel. */
	update(channel_id: ChannelId, change: UpdateChannel): Promise<Answer<"PATCH /api/channels/{channel_id}">> {
		return this.#client.request("PATCH /api/channels/{channel_id}", { path: { channel_id }, body: change });
	}

	/** Deletes the channel with all its messages, permanently. */
	delete(channel_id: ChannelId): Promise<Answer<"DELETE /api/channels/{channel_id}">> {
		return this.#client.request("DELETE /api/channels/{channel_id}", { path: { channel_id } });
	}

	/** Idempotent. */
	join(channel_id: ChannelId): Promise<Answer<"POST /api/channels/{channel_id}/join">> {
		return this.#client.request("POST /api/channels/{channel_id}/join", { path: { channel_id } });
	}

	/** Idempotent. */
	async leave(channel_id: ChannelId): Promise<void> {
		await this.#client.request("POST /api/channels/{channel_id}/leave", { path: { channel_id } });
	}

	async getNotificationPreference(channel_id: ChannelId): Promise<NotificationPreference> {
		const path = { channel_id };
		return (await this.#client.request("GET /api/channels/{channel_id}/notification-settings", { path })).preference;
	}

	/** What the channel notifies the caller of. */
	async updateNotificationPreference(
		channel_id: ChannelId,
		preference: NotificationPreference,
	): Promise<NotificationPreference> {
		const request = { path: { channel_id }, body: { preference } };
		return (await this.#client.request("PATCH /api/channels/{channel_id}/notification-settings", request)).preference;
	}

	/** The members of a channel, by name. */
	members(channel_id: ChannelId, query: ListChannelMembers = {}): Pages<ChannelMemberPage, User> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/channels/{channel_id}/members", { path: { channel_id }, query }),
			items: (page) => page.members,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Idempotent. */
	addMember(channel_id: ChannelId, user_id: UserId): Promise<Answer<"POST /api/channels/{channel_id}/members">> {
		return this.#client.request("POST /api/channels/{channel_id}/members", { path: { channel_id }, body: { user_id } });
	}

	/** Idempotent. */
	async removeMember(channel_id: ChannelId, user_id: UserId): Promise<void> {
		await this.#client.request("DELETE /api/channels/{channel_id}/members/{user_id}", {
			path: { channel_id, user_id },
		});
	}
}
