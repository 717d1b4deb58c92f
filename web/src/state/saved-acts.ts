import type { MessageId } from "@clickclack/sdk";
import { errorText } from "../errors.ts";
import * as strings from "../strings/saved-parts.ts";
import type { Saved } from "./saved.svelte.ts";
import { toast } from "./toasts.svelte.ts";

/** Saves a message, or marks it as done. */
export async function save(saved: Saved, id: MessageId, state: "open" | "done"): Promise<void> {
	await saved.set(id, state).catch((error: unknown) => toast.error(strings.notSaved(errorText(error))));
}

/** For some seconds it can be undone. */
export async function unsave(saved: Saved, id: MessageId): Promise<void> {
	const before = saved.of(id);
	try {
		await saved.set(id, "removed");
		if (before !== "removed") toast.undo(strings.removed, { undo: () => void save(saved, id, before) });
	} catch (error) {
		toast.error(strings.notRemoved(errorText(error)));
	}
}
