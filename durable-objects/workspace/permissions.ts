import { type WorkspacePermissions, default_permissions } from "@clickclack/protocol";
import type { Read } from "./transaction.ts";

/** Only what somebody has decided is stored. */
interface Stored {
	permissions_json: string | null;
}

export const permissionsOf = ({ permissions_json }: Stored): WorkspacePermissions => ({
	...default_permissions,
	...(JSON.parse(permissions_json ?? "{}") as Partial<WorkspacePermissions>),
});

export function withPermissions(
	{ permissions_json }: Stored,
	change: Partial<WorkspacePermissions> = {},
): string | null {
	const decided = { ...(JSON.parse(permissions_json ?? "{}") as object), ...change };
	return Object.keys(decided).length === 0 ? null : JSON.stringify(decided);
}

/** The workspace, as far as its members are asked for permission. */
export const decisionsOf = ({ sql }: Pick<Read, "sql">): { permissions: WorkspacePermissions } => ({
	permissions: permissionsOf(sql<Stored>`SELECT permissions_json FROM workspace`[0]!),
});
