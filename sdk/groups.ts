import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	ChannelId,
	CreateGroup,
	GroupId,
	GroupMember,
	GroupMemberPage,
	GroupRole,
	ListGroupMembers,
	MyGroup,
	UpdateGroup,
	UserId,
	WorkspaceId,
} from "./types.ts";

/** People who are called together by one handle, and have channels together. */
export class Groups {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those that the caller sees, by name. */
	async list(workspace_id: WorkspaceId): Promise<MyGroup[]> {
		const path = { workspace_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/groups", { path })).groups;
	}

	/** With those of its channels that the caller sees. */
	get(group_id: GroupId): Promise<Answer<"GET /api/groups/{group_id}">> {
		return this.#client.request("GET /api/groups/{group_id}", { path: { group_id } });
	}

	/** `conflict` when a person or a group has the handle. */
	create(workspace_id: WorkspaceId, group: CreateGroup): Promise<Answer<"POST /api/workspaces/{workspace_id}/groups">> {
		const path = { workspace_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/groups", { path, body: group });
	}

	update(group_id: GroupId, change: UpdateGroup): Promise<Answer<"PATCH /api/groups/{group_id}">> {
		return this.#client.request("PATCH /api/groups/{group_id}", { path: { group_id }, body: change });
	}

	/** Its members leave the channels that it brought them to. */
	delete(group_id: GroupId): Promise<Answer<"DELETE /api/groups/{group_id}">> {
		return this.#client.request("DELETE /api/groups/{group_id}", { path: { group_id } });
	}

	/** By name. */
	members(group_id: GroupId, query: ListGroupMembers = {}): Pages<GroupMemberPage, GroupMember> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/groups/{group_id}/members", { path: { group_id }, query }),
			items: (page) => page.members,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Adds somebody, or gives them another role in it. They join its channels. */
	putMember(
		group_id: GroupId,
		user_id: UserId,
		role?: GroupRole,
	): Promise<Answer<"PUT /api/groups/{group_id}/members/{user_id}">> {
		const path = { group_id, user_id };
		return this.#client.request("PUT /api/groups/{group_id}/members/{user_id}", { path, body: { role } });
	}

	/** Removes somebody, or leaves. */
	async removeMember(group_id: GroupId, user_id: UserId): Promise<void> {
		const path = { group_id, user_id };
		await this.#client.request("DELETE /api/groups/{group_id}/members/{user_id}", { path });
	}

	/** Its members join the channel: many of them within some seconds. */
	async putChannel(group_id: GroupId, channel_id: ChannelId): Promise<void> {
		const path = { group_id, channel_id };
		await this.#client.request("PUT /api/groups/{group_id}/channels/{channel_id}", { path });
	}

	/** Whom the group brought there leaves, unless another of their groups has the channel. */
	async removeChannel(group_id: GroupId, channel_id: ChannelId): Promise<void> {
		const path = { group_id, channel_id };
		await this.#client.request("DELETE /api/groups/{group_id}/channels/{channel_id}", { path });
	}
}
