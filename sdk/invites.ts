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

	/** The answer is the only one that shows the invite's token and link. */
	create(workspace_id: WorkspaceId, invite: CreateInvite = {}): Promise<CreatedInvite> {
		const path = { workspace_id };
		return this.#client.request("POST /api/workspaces/{workspace_id}/invites", { path, body: invite });
	}

	/** A workspace's invites, ended ones too, newest first. */
	list(workspace_id: WorkspaceId, query: ListInvites = {}): Pages<InvitePage, Invite> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/invites", { path: { workspace_id }, query }),
			items: (page) => page.invites,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Safe to repeat. */
	async revoke(workspace_id: WorkspaceId, invite_id: InviteId): Promise<void> {
		const path = { workspace_id, invite_id };
		await this.#client.request("DELETE /api/workspaces/{workspace_id}/invites/{invite_id}", { path });
	}

	/** What the invite leads to; needs no session. */
	async look(token: string): Promise<InvitePreview> {
		return (await this.#client.request("GET /api/invites/{token}", { path: { token } })).invite;
	}

	/** Joins. Who has no session says who they are: an account is made, and the client goes on with its session. */
	async accept(token: string, who: AcceptInvite = {}): Promise<AcceptedInvite> {
		const accepted = await this.#client.request("POST /api/invites/{token}/accept", { path: { token }, body: who });
		if (accepted.token !== undefined) this.#client.signIn(accepted.token);
		return accepted;
	}
}
