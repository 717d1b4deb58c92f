import type { Handlers } from "../mount.ts";

export const messages = {
	createMessage: (c, sent) => c.var.workspace.createMessage({ correlation_id: c.var.correlation_id, ...sent }),

	getMessageByNonce(c, asked) {
		// on a miss too: bots ask the header whether this server knows nonces at all
		c.var.headers["X-ClickClack-Message-Nonce"] = "supported";
		return c.var.workspace.getMessageByNonce(asked);
	},
} satisfies Handlers;
