import type { Status, WorkspaceId } from "@clickclack/sdk";
import { errorText } from "../errors.ts";
import { laterClient } from "../state/later-client.ts";
import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/statuses.ts";

const failed = (error: unknown) => toast.error(errorText(error));

/** Clears my status, which can be undone. */
export async function clearStatus(workspace_id: WorkspaceId, before: Status): Promise<void> {
	const setAgain = () =>
		void laterClient.statuses.set(workspace_id, { ...before, expires_at: before.expires_at ?? null }).catch(failed);
	await laterClient.statuses.clear(workspace_id).then(() => toast.undo(strings.cleared, { undo: setAgain }), failed);
}
