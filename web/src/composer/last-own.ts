import { topicKey, type ChannelId, type Message } from "@clickclack/sdk";
import { edits } from "../state/edits.svelte.ts";
import { router } from "../router.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** My last message in a timeline, of those that are loaded; where one topic of a channel is shown, of those with it. */
export function lastOwn({ me, timelines }: WorkspaceState, key: string): Message | undefined {
	const { topic } = router.url;
	const shown = topic && !key.startsWith("msg_") ? topicKey(topic, key as ChannelId) : key;
	return timelines
		.get(shown)
		?.messages.findLast(({ author_id, deleted_at }) => author_id === me.user.id && !deleted_at);
}

/** The arrow that leads up from where nothing is written begins an edit of it. */
export function editLast(event: KeyboardEvent, workspace: WorkspaceState, key: string): void {
	const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
	const last = event.key === "ArrowUp" && isPlain ? lastOwn(workspace, key) : undefined;
	if (!last) return;
	event.preventDefault();
	edits.begin(last, key.startsWith("msg_"));
}
