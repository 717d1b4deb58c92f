import type { TopicId } from "@clickclack/sdk";
import { laterClient } from "./later-client.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";
import { oneFor } from "./one-for.ts";

/** For which topics each workspace was asked, and since when that holds. */
const askedIn = oneFor(() => new Set<string>());

/** Asks for all that I may see. A page of messages brings theirs: this is for what no page has. */
export async function learnTopics(workspace: WorkspaceState): Promise<void> {
	const read = async () => ({ topics: await laterClient.topics.list(workspace.workspace.id) });
	// no timeline gets anything, but topics that were changed or deleted meanwhile are so
	await workspace.loader.load("topics", read, () => undefined);
}

/** The same, once, if this one is not known. */
export function learnTopic(workspace: WorkspaceState, topic_id: TopicId): void {
	if (!workspace.topics.has(topic_id)) learnOnce(workspace, topic_id);
}

/** @param why for the same reason once, until events are missed */
export function learnOnce(workspace: WorkspaceState, why: TopicId | "to find them"): void {
	const done = askedIn(workspace);
	const what = `${workspace.epoch} ${why}`;
	if (done.has(what)) return;
	done.add(what);
	// without its name a message stands there without it, as it does for those who may not see the topic
	learnTopics(workspace).catch(() => done.delete(what));
}
