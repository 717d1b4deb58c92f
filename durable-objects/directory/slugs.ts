import { ChatError, Slug, type UpdateWorkspace, type Workspace, type WorkspaceId } from "@clickclack/protocol";
import { and, eq, ne, or } from "drizzle-orm";
import type { WorkspaceClient } from "../workspace/client.ts";
import { firstFree, plain } from "./names.ts";
import { signedIn } from "./sessions.ts";
import { workspaces } from "./schema.ts";
import type { Saga, Transaction } from "./transaction.ts";

const holds = (slug: string) => or(eq(workspaces.slug, slug), eq(workspaces.wanted_slug, slug));

/** Made from a workspace's name; with a number where it is taken or reserved. */
export function freeSlug({ db }: Transaction, name: string): string {
	return firstFree(plain(name) || "workspace", 48, (slug) => {
		return Slug.safeParse(slug).success && !db.select().from(workspaces).where(holds(slug)).get();
	});
}

/** @throws ChatError conflict when another workspace has or has reserved the slug */
export function refuseHeld({ db }: Transaction, slug: string, mine: WorkspaceId): void {
	if (
		db
			.select()
			.from(workspaces)
			.where(and(holds(slug), ne(workspaces.id, mine)))
			.get()
	)
		throw new ChatError("conflict", "workspace slug is already taken");
}

export function putNames(
	{ db }: Transaction,
	{ id, name, slug, icon_url }: Pick<Workspace, "id" | "name" | "slug" | "icon_url">,
): void {
	db.update(workspaces).set({ name, slug, icon_url, wanted_slug: null }).where(eq(workspaces.id, id)).run();
}

function want(tx: Transaction, workspace_id: WorkspaceId, slug: string): void {
	signedIn(tx);
	refuseHeld(tx, slug, workspace_id);
	tx.db.update(workspaces).set({ wanted_slug: slug }).where(eq(workspaces.id, workspace_id)).run();
}

function giveUp({ db }: Transaction, workspace_id: WorkspaceId, slug: string): void {
	const held = and(eq(workspaces.id, workspace_id), eq(workspaces.wanted_slug, slug));
	db.update(workspaces).set({ wanted_slug: null }).where(held).run();
}

/** Slugs are unique across workspaces: a new one is reserved here while the workspace decides whether to take it. */
export async function updateWorkspace(
	{ actor, write, workspace }: Saga,
	{ workspace_id, slug, ...change }: UpdateWorkspace & { workspace_id: WorkspaceId; slug: string },
): ReturnType<WorkspaceClient["updateWorkspace"]> {
	// refused before anything is looked up: callers who may not rename the workspace must not learn that it exists
	await workspace(workspace_id, actor).mayRename({});
	write((tx) => want(tx, workspace_id, slug));
	try {
		const updated = await workspace(workspace_id, actor).updateWorkspace({ ...change, slug });
		write((tx) => putNames(tx, updated.workspace));
		return updated;
	} catch (error) {
		// only after a clear refusal is it released: after any other failure the workspace may have taken it
		if (error instanceof ChatError) write((tx) => giveUp(tx, workspace_id, slug));
		throw error;
	}
}
