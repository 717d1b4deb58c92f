import { setSessionCookie } from "../cookie.ts";
import { workspaceOf } from "../middleware/workspace.ts";
import type { Handlers } from "../mount.ts";

export const invites = {
	/** Anybody with the link may preview it, member or not, with the same answer. */
	previewInvite: (c, { token }) => workspaceOf(c, token, { kind: "public" }).previewInvite({ token }),

	async acceptInvite(c, input) {
		const accepted = await c.var.directory.acceptInvite(input);
		if (accepted.session) setSessionCookie(c, accepted.session);
		return accepted;
	},
} satisfies Handlers;
