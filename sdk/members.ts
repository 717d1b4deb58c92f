import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type {
	ListMembers,
	ListModerationMembers,
	Member,
	MemberPage,
	ModerateMember,
	ModeratedMember,
	ModerationPage,
	UserId,
	WorkspaceId,
} from "./types.ts";

export class Members {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The members of a workspace, by role, then name. */
	list(workspace_id: WorkspaceId, query: ListMembers = {}): Pages<MemberPage, Member> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/members", { path: { workspace_id }, query }),
			items: (page) => page.members,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** @throws {RequestError} not_found for somebody who is not in the workspace, or not any more */
	async get(workspace_id: WorkspaceId, user_id: UserId): Promise<Member> {
		const path = { workspace_id, user_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/members/{user_id}", { path })).member;
	}

	/** All members with their moderation state, for moderators. */
	listModerated(workspace_id: WorkspaceId, query: ListModerationMembers = {}): Pages<ModerationPage, ModeratedMember> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/moderation/members", {
					path: { workspace_id },
					query,
				}),
			items: (page) => page.members,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Changes a member's role, time-out, block or note. */
	async moderate(workspace_id: WorkspaceId, user_id: UserId, change: ModerateMember): Promise<ModeratedMember> {
		const path = { workspace_id, user_id };
		const route = "PATCH /api/workspaces/{workspace_id}/moderation/members/{user_id}";
		return (await this.#client.request(route, { path, body: change })).member;
	}

	/** Removes a member from the workspace; with the caller's own id it leaves. */
	async remove(workspace_id: WorkspaceId, user_id: UserId): Promise<void> {
		const path = { workspace_id, user_id };
		await this.#client.request("DELETE /api/workspaces/{workspace_id}/members/{user_id}", { path });
	}
}
