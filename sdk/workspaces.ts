import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type {
	CreateWorkspace,
	ResolvedRoute,
	Snapshot,
	UpdateWorkspace,
	UserId,
	Workspace,
	WorkspaceId,
} from "./types.ts";

export class Workspaces {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The caller's workspaces, by name. */
	async list(): Promise<Workspace[]> {
		return (await this.mine()).workspaces;
	}

	/** The same, and whether the caller may create another. */
	mine(): Promise<Answer<"GET /api/workspaces">> {
		return this.#client.request("GET /api/workspaces", {});
	}

	async create(workspace: CreateWorkspace): Promise<Workspace> {
		return (await this.#client.request("POST /api/workspaces", { body: workspace })).workspace;
	}

	async get(workspace_id: WorkspaceId): Promise<Workspace> {
		return (await this.#client.request("GET /api/workspaces/{workspace_id}", { path: { workspace_id } })).workspace;
	}

	update(workspace_id: WorkspaceId, change: UpdateWorkspace): Promise<Answer<"PATCH /api/workspaces/{workspace_id}">> {
		return this.#client.request("PATCH /api/workspaces/{workspace_id}", { path: { workspace_id }, body: change });
	}

	/** Makes somebody else the owner; the caller becomes a moderator. */
	transferOwnership(
		workspace_id: WorkspaceId,
		user_id: UserId,
	): Promise<Answer<"POST /api/workspaces/{workspace_id}/transfer-ownership">> {
		const body = { user_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/transfer-ownership", {
			path: { workspace_id },
			body,
		});
	}

	/** Deletes it with everything in it; for some days the operator can restore it. */
	async delete(workspace_id: WorkspaceId): Promise<void> {
		await this.#client.request("DELETE /api/workspaces/{workspace_id}", { path: { workspace_id } });
	}

	/** Resolves a public link: its ids are `route_id`s, or ids. */
	async resolve(workspace_route_id: string, target_id: string): Promise<ResolvedRoute> {
		const path = { workspace_route_id, target_id };
		return (await this.#client.request("GET /api/routes/{workspace_route_id}/{target_id}", { path })).route;
	}

	/** Everything to draw a workspace; the events after `cursor` keep it current. */
	snapshot(workspace_id: WorkspaceId): Promise<Snapshot> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/snapshot", { path: { workspace_id } });
	}
}
