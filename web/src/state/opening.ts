import { isPassing, isRequestError, type WorkspaceId } from "@clickclack/sdk";
import { untrack } from "svelte";
import { session } from "./session.svelte.ts";
import { showAnswersIn } from "./sender.ts";
import { WorkspaceState } from "./workspace.svelte.ts";
import { startOf } from "../store/first-load.ts";
import { Saver } from "./saver.ts";
import { forgetWorkspace } from "../store/workspaces.ts";

/** A workspace to show: as it was kept of the last visit, without asking anybody, or as the server has it. */
export async function openWorkspace(id: WorkspaceId): Promise<WorkspaceState> {
	// an effect that opens a workspace does not open it again when the profile changes
	const start = await startOf(
		untrack(() => session.user.id),
		id,
	);
	if ("kept" in start) return new WorkspaceState(start.kept);
	const workspace = new WorkspaceState(start.snapshot);
	const { first } = start;
	if (first && workspace.conversation(first.id)) workspace.loader.expect(first.id, first.page);
	return workspace;
}

/** Receives a workspace's events and keeps what it then is, until `signal` aborts. @throws when the server lets us in no more */
export async function followWorkspace(workspace: WorkspaceState, signal: AbortSignal): Promise<void> {
	const { id } = workspace.workspace;
	const ended = new AbortController();
	showAnswersIn(workspace);
	new Saver(session.user.id, workspace).follow(AbortSignal.any([signal, ended.signal]));
	try {
		await workspace.connection.follow(signal);
	} catch (error) {
		ended.abort();
		if (isRequestError(error) && !isPassing(error)) await forgetWorkspace(session.user.id, id);
		throw error;
	}
}
