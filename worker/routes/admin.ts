import type { Handlers } from "../mount.ts";
import { signInPath } from "@clickclack/protocol";
import { onThisServer } from "../links.ts";
import { nearCaller } from "../location.ts";

export const admin = {
	bootstrap: (c, first) => c.var.directory.bootstrap({ ...first, near: nearCaller(c) }),

	createOperatorWorkspace: (c, workspace) =>
		c.var.directory.createOperatorWorkspace({ ...workspace, near: nearCaller(c) }),

	async createMagicLink(c, who) {
		const { token, expires_at } = await c.var.directory.createMagicLink(who);
		return { magic_link: onThisServer(c, signInPath(token)), token, expires_at };
	},

	createOperatorInvite: (c, terms) => c.var.workspace.createInvite(terms),
} satisfies Handlers;
