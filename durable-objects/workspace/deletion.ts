import { kept_days } from "@clickclack/protocol";
import type { Sql } from "../sql.ts";
import type { Actor } from "../actor.ts";
import { permit } from "./access.ts";
import { audit } from "./audit-log.ts";
import type { Write } from "./transaction.ts";
import { workspaceRow } from "./workspaces.ts";

const kept_ms = kept_days * 86_400_000;

/** From here on it does not exist for anybody. */
export function deleteWorkspace(tx: Write): void {
	permit(tx, "workspace.delete");
	const { id: target_id, name } = workspaceRow(tx);
	tx.sql`UPDATE workspace SET deleted_at = ${tx.now}`;
	audit(tx, { action: "workspace.deleted", target_id, name });
	tx.disconnect("members");
	tx.addJob({ kind: "indexDeletion" });
	tx.addJob({ kind: "eraseWorkspace" }, new Date(Date.parse(tx.now) + kept_ms).toISOString());
}

export function restoreWorkspace(tx: Write): void {
	const { id: target_id, name, deleted_at } = workspaceRow(tx);
	if (deleted_at === null) return;
	tx.sql`UPDATE workspace SET deleted_at = NULL`;
	audit(tx, { action: "workspace.restored", target_id, name });
	tx.addJob({ kind: "indexDeletion" });
}

/** When its bytes may go; undefined while it is not deleted. In ms since 1970. */
export function erasableAt({ sql }: { sql: Sql }): number | undefined {
	const { deleted_at } = workspaceRow({ sql });
	return deleted_at === null ? undefined : Date.parse(deleted_at) + kept_ms;
}

/** What leads into a workspace from outside: the Directory calls these for people who are not in it. */
const doors = new Set(["admit", "acceptInvite", "previewInvite"]);
const ofOperator = new Set(["restoreWorkspace", "listJobs", "runJob"]);

/**
 * Whether something still happens to a deleted workspace. Sessions are revoked and files removed in it as before, so that
 * nothing is missing when it is restored.
 */
export const isKeptUp = ({ kind }: Actor, name: string): boolean =>
	kind === "system" ? !doors.has(name) : kind === "operator" && ofOperator.has(name);
