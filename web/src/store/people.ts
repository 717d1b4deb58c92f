import type { Me, WorkspaceId } from "@clickclack/sdk";
import { under, withTables, type PersonRow } from "./database.ts";
import { format } from "./format.ts";
import { forgetWorkspace } from "./workspaces.ts";
import { forgetWritten, own_kinds } from "./written.ts";

/** The profile and the list of workspaces. */
export type KeptPerson = Pick<PersonRow, "user" | "workspaces" | "mayCreateWorkspaces">;

export async function readPerson(id: string): Promise<KeptPerson | undefined> {
	const row = await withTables(["people"], "readonly", (tx) => tx.table("people").get(id));
	return row?.format === format ? row : undefined;
}

/** Keeps what the server has answered, and nothing of workspaces that it no longer lists. */
export async function keepPerson({ user, workspaces, mayCreateWorkspaces }: KeptPerson): Promise<void> {
	const row = { id: user.id, format, user, workspaces, mayCreateWorkspaces };
	await withTables(["people"], "readwrite", (tx) => tx.all([tx.table("people").put(row)]));
	const mine = new Set<string>(workspaces.map(({ id }) => id));
	const kept = await withTables(["workspaces"], "readonly", (tx) => tx.table("workspaces").getAllKeys(under(user.id)));
	await Promise.all(
		(kept ?? []).filter(([, id]) => !mine.has(id)).map(([, id]) => forgetWorkspace(user.id, id as WorkspaceId)),
	);
}

/** Deletes all that one person has read here. */
export async function forgetPerson(id: string): Promise<void> {
	await withTables(["people", "workspaces", "timelines"], "readwrite", (tx) => {
		const rest = (["workspaces", "timelines"] as const).map((name) => tx.table(name).delete(under(id)));
		return tx.all([tx.table("people").delete(id), ...rest]);
	});
}

/** Deletes all that others have read here, their drafts and their searches. What they sent waits until they are back. */
export async function forgetOthers({ id }: Me): Promise<void> {
	const people = await withTables(["people"], "readonly", (tx) => tx.table("people").getAllKeys());
	await Promise.all((people ?? []).filter((other) => other !== id).map(forgetPerson));
	await forgetWritten(own_kinds, (person) => person !== id);
}
