import type { ConversationId, Timeline, WorkspaceId } from "@clickclack/sdk";
import { under, withTables } from "./database.ts";
import { format } from "./format.ts";
import { lastPage, type KeptWorkspace } from "./kept.ts";
import { isStillHere } from "./person.ts";
import { tab_id } from "./tab.ts";

/** What is kept of a workspace for a person. */
export async function readWorkspace(person: string, id: WorkspaceId): Promise<KeptWorkspace | undefined> {
	const found = await withTables(["workspaces", "timelines"], "readonly", (tx) =>
		Promise.all([tx.table("workspaces").get([person, id]), tx.table("timelines").getAll(under(person, id))]),
	);
	const [row, pages] = found ?? [];
	if (!row || !pages) return undefined;
	if (row.format !== format) return void forgetWorkspace(person, id);
	const timelines = new Map(pages.map(({ id, timeline }) => [id, timeline]));
	return { ...row, timelines: new Map(row.opened.flatMap((id) => entry(id, timelines.get(id)))) };
}

const entry = (id: ConversationId, timeline: Timeline | undefined): [ConversationId, Timeline][] =>
	timeline ? [[id, timeline]] : [];

type Timelines = KeptWorkspace["timelines"];

/**
 * Keeps a workspace, unless another tab has kept a later state of it.
 * @param before the timelines that this tab kept last: what is the same is not written again
 * @returns false when it cannot be kept
 */
export async function keepWorkspace(person: string, kept: KeptWorkspace, before: Timelines): Promise<boolean> {
	const { timelines, ...rest } = kept;
	const { id } = kept.workspace;
	const isDone = await withTables(["workspaces", "timelines"], "readwrite", async (tx) => {
		const [workspaces, pages] = [tx.table("workspaces"), tx.table("timelines")];
		const row = await workspaces.get([person, id]);
		const isCurrent = row?.format === format;
		if (!isStillHere(person) || (isCurrent && row.cursor > kept.cursor)) return true;
		const known: Timelines = isCurrent && row.tab === tab_id ? before : new Map();
		const requests: Promise<unknown>[] = [workspaces.put({ ...rest, person, id, format, tab: tab_id })];
		if (known.size === 0) requests.push(pages.delete(under(person, id)));
		for (const old of known.keys()) if (!timelines.has(old)) requests.push(pages.delete([person, id, old]));
		for (const [key, timeline] of timelines)
			if (known.get(key) !== timeline)
				requests.push(pages.put({ person, workspace_id: id, id: key, timeline: lastPage(timeline) }));
		return await tx.all(requests);
	});
	return isDone ?? false;
}

/** It is no longer there for that person. */
export async function forgetWorkspace(person: string, id: WorkspaceId): Promise<void> {
	await withTables(["workspaces", "timelines"], "readwrite", (tx) =>
		tx.all([tx.table("workspaces").delete([person, id]), tx.table("timelines").delete(under(person, id))]),
	);
}
