import type { Handlers } from "../mount.ts";
import { findByNonce } from "../nonces.ts";

export const messages = {
	getMessageByNonce: (c, { workspace_id, nonce }) =>
		findByNonce(c, workspace_id, {
			header: "X-ClickClack-Message-Nonce",
			elsewhere: "client nonce was already used in another workspace",
			find: (workspace) => workspace.getMessageByNonce({ nonce }),
		}),
} satisfies Handlers;
