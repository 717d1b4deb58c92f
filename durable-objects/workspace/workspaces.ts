import {
	ChatError,
	type DecidedPermission,
	type EventOf,
	type UpdateWorkspace,
	type UploadId,
	type Workspace,
	type WorkspaceId,
	default_permissions,
	max_icon,
	routeId,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { audit, changesOf } from "./audit-log.ts";
import { openChannel } from "./channels/create.ts";
import { enterChannel } from "./channels/members.ts";
import { type Arrival, addMember } from "./members/admit.ts";
import { permissionsOf, withPermissions } from "./permissions.ts";
import type { Read, Write } from "./transaction.ts";
import { addressOf, removeShared, share } from "./uploads/share.ts";

export const workspace = sqliteTable("workspace", {
	id: text().$type<WorkspaceId>().primaryKey(),
	name: text().notNull(),
	slug: text().notNull(),
	icon_url: text().notNull(),
	created_at: text().notNull(),
	epoch: text().notNull(),
	deleted_at: text(),
	permissions_json: text(),
	word_filter_json: text(),
});
export type WorkspaceRow = typeof workspace.$inferSelect;

/** The workspace's id and its log's history: neither changes while the object is awake. */
export type WorkspaceIdentity = Pick<WorkspaceRow, "id" | "epoch">;

const first_epoch = "0001";

export function workspaceRow({ sql }: Pick<Read, "sql">): WorkspaceRow {
	const [row] = sql<WorkspaceRow>`SELECT * FROM workspace`;
	if (!row) throw new ChatError("not_found", "workspace not found");
	return row;
}

/** The form that is the same for every reader, without the caller's role. */
export function toWorkspace({ id, name, slug, icon_url, created_at, permissions_json }: WorkspaceRow): Workspace {
	const permissions = permissionsOf({ permissions_json });
	return { id, route_id: routeId("T", id), name, slug, icon_url, created_at, permissions };
}

export const getWorkspace = (tx: Read): Workspace => ({ ...toWorkspace(workspaceRow(tx)), role: tx.me.role });

export interface Initialize {
	workspace: { id: WorkspaceId; name: string; slug: string; created_at: string };
	owner: Arrival;
	/** names of its first public channels; none by default */
	channels?: string[] | undefined;
	/** who asked for it, where that is not its owner */
	by?: "operator" | undefined;
}

/** Creates a workspace: its row, its owner, its first channels with the owner in them. Idempotent. */
export function initialize(
	tx: Write,
	{ workspace: { id, name, slug, created_at }, owner, channels = [], by }: Initialize,
): Workspace {
	const known = tx.sql<WorkspaceRow>`SELECT * FROM workspace`[0];
	if (known) return { ...toWorkspace(known), role: "owner" };
	tx.sql`INSERT INTO workspace (id, name, slug, icon_url, created_at, epoch)
		VALUES (${id}, ${name}, ${slug}, '', ${created_at}, ${first_epoch})`;
	const opened = channels.map((channel) => openChannel(tx, { name: channel, kind: "public" }, owner.user.id));
	addMember(tx, { ...owner, role: "owner" });
	for (const { row: channel } of opened) enterChannel(tx, channel, owner.user.id);
	const actor_user_id = by === "operator" ? null : owner.user.id;
	audit(tx, { action: "workspace.created", target_id: id, actor_user_id, name, after: { name, slug } });
	return { ...toWorkspace(workspaceRow(tx)), role: "owner" };
}

/** @throws ChatError when the caller may not; the Directory asks before it reserves a slug for them */
export const mayRename = (tx: Read): void => permit(tx, "workspace.update");

function changed(
	before: WorkspaceRow,
	{ name = before.name, slug = before.slug, icon_url = before.icon_url, permissions }: UpdateWorkspace,
): WorkspaceRow {
	return { ...before, name, slug, icon_url, permissions_json: withPermissions(before, permissions) };
}

function store({ sql }: Write, { name, slug, icon_url, permissions_json }: WorkspaceRow): void {
	sql`UPDATE workspace SET name = ${name}, slug = ${slug}, icon_url = ${icon_url}, permissions_json = ${permissions_json}`;
}

/** The slug was reserved in the Directory before. */
export function updateWorkspace(
	tx: Write,
	change: UpdateWorkspace,
): { workspace: Workspace; event?: EventOf<"workspace.updated"> } {
	permit(tx, "workspace.update");
	if (change.permissions !== undefined) permit(tx, "workspace.update_permissions");
	const before = workspaceRow(tx);
	const row = changed(before, change);
	const answer = { workspace: { ...toWorkspace(row), role: tx.me.role } };
	const described = changesOf(before, row, ["name", "slug", "icon_url"]);
	const decided = changesOf(
		permissionsOf(before),
		permissionsOf(row),
		Object.keys(default_permissions) as DecidedPermission[],
	);
	if (!described && !decided) return answer;
	changeIcon(tx, before.icon_url, row.icon_url);
	store(tx, row);
	const about = { target_id: row.id, name: row.name };
	if (described) {
		tx.addJob({ kind: "indexWorkspace" });
		audit(tx, { action: "workspace.updated", ...about, ...described });
	}
	if (decided) audit(tx, { action: "workspace.permissions_changed", ...about, ...decided });
	const event = tx.emit({ type: "workspace.updated", ids: {}, resource: { workspace: toWorkspace(row) } });
	return { ...answer, event };
}

/** The one before goes with its bytes. */
function changeIcon(tx: Write, before: string, after: string): void {
	if (after === before) return;
	if (after !== "") share(tx, uploadAt(after), { ...max_icon, what: "the picture of a workspace" });
	if (before !== "") removeShared(tx, uploadAt(before));
}

const uploadAt = (icon_url: string): UploadId => icon_url.slice(addressOf("upl_").length - "upl_".length) as UploadId;
