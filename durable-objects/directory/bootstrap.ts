import { type Bootstrap, ChatError, type User, type Workspace } from "@clickclack/protocol";
import { upsertByEmail } from "./identities.ts";
import type { Transaction } from "./transaction.ts";
import { type NewWorkspace, firstWorkspace, insertWorkspace } from "./workspaces.ts";

/** Creates the first user and their workspace. Idempotent for the same e-mail. */
export function bootstrap(
	tx: Transaction,
	{ name, email, workspace_name, near, channels }: Bootstrap & Pick<NewWorkspace, "near">,
): { user: User; workspace: Workspace } {
	const user = upsertByEmail(tx, email, name);
	const first = firstWorkspace(tx);
	if (!first) return { user, workspace: insertWorkspace(tx, user, { name: workspace_name, near, channels }) };
	if (first.creator_id === user.id) return { user, workspace: first.workspace };
	throw new ChatError("conflict", "this server is set up already: add people with `clickclack admin user create`");
}
