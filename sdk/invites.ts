import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type {
	AcceptInvite,
	AcceptedInvite,
	CreateInvite,
	CreatedInvite,
	Invite,
	InviteId,
	InvitePage,
	InvitePreview,
	ListInvites,
	WorkspaceId,
} from "./types.ts";

export class Invites {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Only this answer has the invite's token and link. */
	create(workspace_id: WorkspaceId, invite: CreateInvite = {}): Promise<CreatedInvite> {
		const path = { workspace_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/invites", { path, body: invite });
	}

	/** A workspace's invites, newest first, expired and revoked ones included. */
	list(workspace_id: WorkspaceId, query: ListInvites = {}): Pages<InvitePage, Invite> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/invites", { path: { workspace_id }, query }),
			items: (page) => page.invites,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Idempotent. */
	async revoke(workspace_id: WorkspaceId, invite_id: InviteId): Promise<void> {
		const path = { workspace_id, invite_id };
		await this.#client.request("DELETE /api/workspaces/{workspace_id}/invites/{invite_id}", { path });
	}

	/** Previews an invite; needs no session. */
	async look(token: string): Promise<InvitePreview> {
		return (await this.#client.request("GET /api/invites/{token}", { path: { token } })).invite;
	}

	/** Accepts an invite. Without a session it creates an account, and the client continues with its session. */
	async accept(token: string, who: AcceptInvite = {}): Promise<AcceptedInvite> {
		const accepted = await this.#client.request("POST /api/invites/{token}/accept", { path: { token }, body: who });
		if (accepted.token !== undefined) this.#client.signIn(accepted.token);
		return accepted;
	}
}
