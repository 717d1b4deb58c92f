import type { Handlers } from "../mount.ts";
import { inviteLink, signInLink } from "../links.ts";
import { nearCaller } from "../location.ts";

export const admin = {
	bootstrap: (c, first) => c.var.directory.bootstrap({ ...first, near: nearCaller(c) }),

	createOperatorWorkspace: (c, workspace) =>
		c.var.directory.createOperatorWorkspace({ ...workspace, near: nearCaller(c) }),

	async createMagicLink(c, who) {
		const { token, expires_at } = await c.var.directory.createMagicLink(who);
		return { magic_link: signInLink(c, token), token, expires_at };
	},

	async createOperatorInvite(c, terms) {
		const { invite, token } = await c.var.workspace.createInvite(terms);
		return { invite, token, url: inviteLink(c, token) };
	},
} satisfies Handlers;
