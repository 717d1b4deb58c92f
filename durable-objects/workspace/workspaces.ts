import {
	ChatError,
	type EventOf,
	type UpdateWorkspace,
	type Workspace,
	type WorkspaceId,
	routeId,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { openGeneral } from "./channels.ts";
import { type Arrival, admit } from "./members/row.ts";
import type { Read, Write } from "./transaction.ts";

export const workspace = sqliteTable("workspace", {
	id: text().$type<WorkspaceId>().primaryKey(),
	name: text().notNull(),
	slug: text().notNull(),
	icon_url: text().notNull(),
	created_at: text().notNull(),
	epoch: text().notNull(),
});
export type WorkspaceRow = typeof workspace.$inferSelect;

/** Which workspace this is and which history its log has: neither changes while the object is awake. */
export type WorkspaceIdentity = Pick<WorkspaceRow, "id" | "epoch">;

const first_epoch = "0001";

export function workspaceRow({ sql }: Pick<Read, "sql">): WorkspaceRow {
	const [row] = sql<WorkspaceRow>`SELECT * FROM workspace`;
	if (!row) throw new ChatError("not_found", "workspace not found");
	return row;
}

/** As everybody sees it; the caller's role is added by those who answer a caller. */
export function toWorkspace({ id, name, slug, icon_url, created_at }: WorkspaceRow): Workspace {
	return { id, route_id: routeId("T", id), name, slug, icon_url, created_at };
}

export const getWorkspace = (tx: Read): Workspace => ({ ...toWorkspace(workspaceRow(tx)), role: tx.me.role });

export interface Initialize {
	workspace: { id: WorkspaceId; name: string; slug: string; created_at: string };
	owner: Arrival;
}

/** The beginning of a workspace: its row, its owner, a #general. Safe to repeat. */
export function initialize(tx: Write, { workspace: { id, name, slug, created_at }, owner }: Initialize): Workspace {
	const known = tx.sql<WorkspaceRow>`SELECT * FROM workspace`[0];
	if (known) return { ...toWorkspace(known), role: "owner" };
	tx.sql`INSERT INTO workspace (id, name, slug, icon_url, created_at, epoch)
		VALUES (${id}, ${name}, ${slug}, '', ${created_at}, ${first_epoch})`;
	openGeneral(tx, owner.user.id);
	admit(tx, { ...owner, role: "owner" });
	return { ...toWorkspace(workspaceRow(tx)), role: "owner" };
}

/** @throws ChatError when the caller may not; the Directory asks before it holds a slug for them */
export const mayRename = (tx: Read): void => permit(tx, "rename the workspace");

/** The slug was reserved in the Directory before; this makes it true. */
export function updateWorkspace(
	tx: Write,
	change: UpdateWorkspace,
): { workspace: Workspace; event?: EventOf<"workspace.updated"> } {
	permit(tx, "rename the workspace");
	const before = workspaceRow(tx);
	const row = { ...before, name: change.name ?? before.name, slug: change.slug ?? before.slug };
	const answer = { workspace: { ...toWorkspace(row), role: tx.me.role } };
	if (row.name === before.name && row.slug === before.slug) return answer;
	tx.sql`UPDATE workspace SET name = ${row.name}, slug = ${row.slug}`;
	tx.addJob({ kind: "indexWorkspace" });
	const event = tx.emit({ type: "workspace.updated", ids: {}, resource: { workspace: toWorkspace(row) } });
	return { ...answer, event };
}
