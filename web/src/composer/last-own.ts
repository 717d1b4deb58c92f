import { topicKey, type ChannelId, type Message } from "@clickclack/sdk";
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
