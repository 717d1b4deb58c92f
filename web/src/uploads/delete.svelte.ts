import { isRequestError, type Message, type Upload, type UploadId } from "@clickclack/sdk";
import { SvelteSet } from "svelte/reactivity";
import { errorText } from "../errors.ts";
import { deletions } from "../state/deletions.svelte.ts";
import { laterClient } from "../state/later-client.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/uploads.ts";

/** Files that will be deleted when their toast ends or the page is closed. */
export const deleted = new SvelteSet<UploadId>();

/** Deletes a file of a message of mine; there is time to undo it. One that would leave nothing goes with its message. */
export function deleteFile(workspace: WorkspaceState, message: Message, { id }: Upload): void {
	const rest = message.attachments?.filter((one) => one.id !== id && !deleted.has(one.id)) ?? [];
	if (!message.body && rest.length === 0) return deletions.begin(workspace, message.id);
	deleted.add(id);
	const finish = async () => {
		try {
			const { event } = await laterClient.uploads.delete(id);
			if (event) workspace.applyLocal(event);
		} catch (error) {
			if (!isRequestError(error, "not_found")) toast.error(strings.deletionFailed(errorText(error)));
		}
		deleted.delete(id);
	};
	const done = () => {
		removeEventListener("pagehide", close);
		void finish();
	};
	const close = () => void laterClient.uploads.delete(id).catch(() => {});
	addEventListener("pagehide", close);
	toast.undo(strings.fileDeleted, {
		done,
		undo: () => {
			removeEventListener("pagehide", close);
			deleted.delete(id);
		},
	});
}
