import {
	ChatError,
	type CreateWorkspace,
	type User,
	type UserId,
	type Workspace,
	type WorkspaceId,
	routeId,
} from "@clickclack/protocol";
import { and, asc, eq, ne } from "drizzle-orm";
import { randomTag, taggedId } from "../ids.ts";
import type { Initialize } from "../workspace/workspaces.ts";
import { putMembership } from "./memberships.ts";
import { endedOf, signedIn } from "./sessions.ts";
import { freeSlug, putNames, refuseHeld } from "./slugs.ts";
import { former_memberships, memberships, workspaces } from "./schema.ts";
import type { Transaction } from "./transaction.ts";
import { findUser } from "./users.ts";

type WorkspaceRow = typeof workspaces.$inferSelect;

const toWorkspace = ({ id, name, slug, icon_url, created_at }: WorkspaceRow): Workspace => ({
	id,
	route_id: routeId("T", id),
	name,
	slug,
	icon_url,
	created_at,
});

const find = ({ db }: Transaction, id: WorkspaceId) => db.select().from(workspaces).where(eq(workspaces.id, id)).get();

/** @throws ChatError not_found */
export function refuseUnknown(tx: Transaction, workspace_id: WorkspaceId): void {
	const found = find(tx, workspace_id);
	if (!found || found.state === "deleted") throw new ChatError("not_found", "workspace not found");
}

function freeTag({ db }: Transaction): string {
	let tag: string;
	do tag = randomTag();
	while (db.select().from(workspaces).where(eq(workspaces.tag, tag)).get());
	return tag;
}

/** `near`: a hint for where its object should be placed. */
export type NewWorkspace = CreateWorkspace & { near?: DurableObjectLocationHint };

/** Inserts the row; the workspace's own object is initialized right after, or later if it does not answer. */
export function insertWorkspace(
	tx: Transaction,
	creator: User,
	{ name, slug, near, channels }: NewWorkspace,
): Workspace {
	const { db, now } = tx;
	const tag = freeTag(tx);
	const id = taggedId("wsp", Date.parse(now), tag, 0);
	if (slug !== undefined) refuseHeld(tx, slug, id);
	const row: WorkspaceRow = {
		id,
		tag,
		name,
		slug: slug ?? freeSlug(tx, name),
		wanted_slug: null,
		state: "creating",
		creator_id: creator.id,
		created_at: now,
		icon_url: "",
	};
	db.insert(workspaces).values(row).run();
	const by = tx.actor.kind === "operator" ? tx.actor.kind : undefined;
	tx.addJob({ kind: "initialize", workspace_id: id, near, channels, by });
	putMembership(tx, creator.id, id, "owner");
	return { ...toWorkspace(row), role: "owner" };
}

/** For the operator: any owner, without the cap. */
export function createOperatorWorkspace(
	tx: Transaction,
	{ owner_id, ...input }: NewWorkspace & { owner_id: UserId },
): Workspace {
	const owner = findUser(tx, owner_id);
	if (!owner) throw new ChatError("not_found", "there is no such account");
	return insertWorkspace(tx, owner, input);
}

const mayCreate = ({ configuration }: Transaction): boolean => configuration.WORKSPACE_CREATION === "everyone";

export function createWorkspace(tx: Transaction, input: NewWorkspace): Workspace {
	const creator = findUser(tx, signedIn(tx))!;
	if (!mayCreate(tx)) throw new ChatError("forbidden", "only the operator creates workspaces on this server: ask them");
	refuseMore(tx, creator.id);
	return insertWorkspace(tx, creator, input);
}

/** The operator's bootstrap is exempt. @throws ChatError conflict */
function refuseMore({ db, configuration: { CAPS } }: Transaction, creator_id: UserId): void {
	const most = CAPS.workspaces.creator;
	const existing = db.select().from(workspaces).where(eq(workspaces.creator_id, creator_id)).limit(most).all();
	if (existing.length === most)
		throw new ChatError(
			"conflict",
			`you have created ${most} workspaces, which is the most that one person may create`,
		);
}

/** What the workspace's object needs to initialize itself. */
export function initialization(tx: Transaction, workspace_id: WorkspaceId): Omit<Initialize, "channels" | "by"> {
	const { id, name, slug, created_at, creator_id } = find(tx, workspace_id)!;
	return {
		workspace: { id, name, slug, created_at },
		owner: { user: findUser(tx, creator_id)!, ended: endedOf(tx, creator_id) },
	};
}

export function activate({ db }: Transaction, workspace_id: WorkspaceId): void {
	db.update(workspaces).set({ state: "active" }).where(eq(workspaces.id, workspace_id)).run();
}

/** The caller's workspaces by name, and whether they may create another. */
export function listWorkspaces(tx: Transaction): { workspaces: Workspace[]; can_create_workspaces: boolean } {
	const rows = tx.db
		.select()
		.from(memberships)
		.innerJoin(workspaces, eq(workspaces.id, memberships.workspace_id))
		.where(and(eq(memberships.user_id, signedIn(tx)), eq(workspaces.state, "active")))
		.orderBy(asc(workspaces.name), asc(workspaces.id))
		.all();
	const mine = rows.map((row) => ({ ...toWorkspace(row.workspaces), role: row.memberships.role }));
	return { workspaces: mine, can_create_workspaces: mayCreate(tx) };
}

/** Records a workspace's name, slug and picture as the workspace reports them. */
export function indexWorkspace(
	tx: Transaction,
	{ workspace_id: id, ...known }: Pick<Workspace, "name" | "slug" | "icon_url"> & { workspace_id: WorkspaceId },
): void {
	putNames(tx, { id, ...known });
}

/** A deleted one is in nobody's list; it keeps its short name until it is erased. */
export function indexDeletion(
	{ db }: Transaction,
	{ workspace_id, isDeleted }: { workspace_id: WorkspaceId; isDeleted: boolean },
): void {
	const state = isDeleted ? "deleted" : "active";
	db.update(workspaces).set({ state }).where(eq(workspaces.id, workspace_id)).run();
}

/** Before it is erased. */
export function forgetWorkspace({ db }: Transaction, { workspace_id }: { workspace_id: WorkspaceId }): void {
	for (const table of [memberships, former_memberships])
		db.delete(table).where(eq(table.workspace_id, workspace_id)).run();
	db.delete(workspaces).where(eq(workspaces.id, workspace_id)).run();
}

/** The first workspace that was created, with its creator. */
export function firstWorkspace(tx: Transaction): { workspace: Workspace; creator_id: UserId } | undefined {
	const row = tx.db
		.select()
		.from(workspaces)
		.where(ne(workspaces.state, "deleted"))
		.orderBy(asc(workspaces.created_at), asc(workspaces.id))
		.limit(1)
		.get();
	return row && { workspace: { ...toWorkspace(row), role: "owner" }, creator_id: row.creator_id };
}
