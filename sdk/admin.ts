import type { Client } from "./client.ts";
import { Jobs } from "./jobs.ts";
import type {
	Bootstrap,
	CreateMagicLink,
	CreateUser,
	CreatedInvite,
	MagicLink,
	OperatorInvite,
	OperatorWorkspace,
	User,
	UserId,
	Workspace,
	WorkspaceId,
} from "./types.ts";

/** For the operator: the client's token has to be the server's `ADMIN_TOKEN`. */
export class Admin {
	readonly #client: Client;
	readonly jobs: Jobs;
	constructor(client: Client) {
		this.#client = client;
		this.jobs = new Jobs(client);
	}

	/** Creates the first user and their workspace; idempotent. */
	bootstrap(first: Bootstrap): Promise<{ user: User; workspace: Workspace }> {
		return this.#client.request("POST /api/admin/bootstrap", { body: first });
	}

	/** Creates a workspace for an account, whoever may create them otherwise. */
	async createWorkspace(workspace: OperatorWorkspace): Promise<Workspace> {
		return (await this.#client.request("POST /api/admin/workspaces", { body: workspace })).workspace;
	}

	/** Undoes a deletion that is not too long ago. */
	async restoreWorkspace(workspace_id: WorkspaceId): Promise<void> {
		await this.#client.request("POST /api/admin/workspaces/{workspace_id}/restore", { path: { workspace_id } });
	}

	/** Creates an account, and its membership when a workspace is named; idempotent. */
	async createUser(who: CreateUser): Promise<User> {
		return (await this.#client.request("POST /api/admin/users", { body: who })).user;
	}

	/** Deletes an account that owns no workspace, for good. */
	async deleteUser(account_id: UserId): Promise<void> {
		await this.#client.request("DELETE /api/admin/users/{account_id}", { path: { account_id } });
	}

	/** Creates a sign-in link for the account with this e-mail address or id. */
	createMagicLink(who: CreateMagicLink): Promise<MagicLink> {
		return this.#client.request("POST /api/admin/magic-links", { body: who });
	}

	createInvite(invite: OperatorInvite): Promise<CreatedInvite> {
		return this.#client.request("POST /api/admin/invites", { body: invite });
	}

	/**
	 * Creates a new key to sign sessions; existing sessions stay valid until they expire.
	 * @param end_sessions for a leaked key: within five minutes everybody has to sign in again
	 */
	async rotateKeys({ end_sessions = false } = {}): Promise<void> {
		await this.#client.request("POST /api/admin/keys/rotate", { query: { end_sessions: `${end_sessions}` } });
	}
}
