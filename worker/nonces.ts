import type { WorkspaceClient } from "@clickclack/durable-objects/workspace/client";
import { ChatError, type WorkspaceId } from "@clickclack/protocol";
import type { Context } from "./context.ts";
import { directoryOf } from "./middleware/directory.ts";
import { workspaceOf } from "./middleware/workspace.ts";

/** At most this many of a person's workspaces are queried, and no longer than this: it is only about the words of a miss. */
const [most_asked, patience_ms] = [20, 500];

type Find<T> = (workspace: WorkspaceClient) => Promise<T>;

/** Whether the caller has used a nonce in another of their workspaces. Runs only after a miss, so it may cost more. */
async function isUsedElsewhere(c: Context, workspace_id: WorkspaceId, find: Find<unknown>) {
	const { workspaces: mine } = await directoryOf(c.env, c.var.actor).listWorkspaces({});
	const others = mine.filter(({ id }) => id !== workspace_id).slice(0, most_asked);
	const answers = await Promise.allSettled(others.map(({ id }) => find(workspaceOf(c, id))));
	return answers.some(({ status }) => status === "fulfilled");
}

/** No more than what can be learned soon: where the Directory or a workspace is busy, a miss is a plain miss. */
const isKnownElsewhere = (c: Context, workspace_id: WorkspaceId, find: Find<unknown>): Promise<boolean> =>
	Promise.race([
		isUsedElsewhere(c, workspace_id, find).catch(() => false),
		scheduler.wait(patience_ms).then(() => false),
	]);

/**
 * What the caller made with a nonce.
 * @param header by which bots learn whether this server supports nonces; set after a miss too
 * @param elsewhere what to say of one that was used in another workspace
 */
export async function findByNonce<T>(
	c: Context,
	workspace_id: WorkspaceId,
	{ header, elsewhere, find }: { header: string; elsewhere: string; find: Find<T> },
): Promise<T> {
	c.var.headers[header] = "supported";
	try {
		return await find(c.var.workspace);
	} catch (error) {
		const isMiss = error instanceof ChatError && error.code === "not_found";
		if (isMiss && c.var.actor.kind === "person" && (await isKnownElsewhere(c, workspace_id, find)))
			throw new ChatError("conflict", elsewhere);
		throw error;
	}
}
