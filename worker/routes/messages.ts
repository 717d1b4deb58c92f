import { ChatError, type WorkspaceId } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { directoryOf } from "../middleware/directory.ts";
import { workspaceOf } from "../middleware/workspace.ts";
import type { Handlers } from "../mount.ts";

/** At most this many of a person's workspaces are queried, and no longer than this: it is only about the words of a miss. */
const [most_asked, patience_ms] = [20, 500];

/** Whether the caller has used a nonce in another of their workspaces. Runs only after a miss, so it may cost more. */
async function isUsedElsewhere(c: Context, { workspace_id, nonce }: { workspace_id: WorkspaceId; nonce: string }) {
	const { workspaces: mine } = await directoryOf(c.env, c.var.actor).listWorkspaces({});
	const others = mine.filter(({ id }) => id !== workspace_id).slice(0, most_asked);
	const answers = await Promise.allSettled(others.map(({ id }) => workspaceOf(c, id).getMessageByNonce({ nonce })));
	return answers.some(({ status }) => status === "fulfilled");
}

/** No more than what can be learned soon: where the Directory or a workspace is busy, a miss is a plain miss. */
const isKnownElsewhere = (c: Context, asked: { workspace_id: WorkspaceId; nonce: string }): Promise<boolean> =>
	Promise.race([isUsedElsewhere(c, asked).catch(() => false), scheduler.wait(patience_ms).then(() => false)]);

export const messages = {
	async getMessageByNonce(c, asked) {
		// set after a miss too: bots use the header to learn whether this server supports nonces
		c.var.headers["X-ClickClack-Message-Nonce"] = "supported";
		try {
			return await c.var.workspace.getMessageByNonce(asked);
		} catch (error) {
			const isMiss = error instanceof ChatError && error.code === "not_found";
			if (isMiss && c.var.actor.kind === "person" && (await isKnownElsewhere(c, asked)))
				throw new ChatError("conflict", "client nonce was already used in another workspace");
			throw error;
		}
	},
} satisfies Handlers;
