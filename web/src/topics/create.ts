import { folded, isRequestError, type ChannelId, type Topic } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { learnTopics } from "../state/learn-topics.ts";

interface NewTopic {
	name: string;
	channel_id?: ChannelId;
}

/** Or the one of this name that there is: somebody else has made it meanwhile, or a request whose answer was lost. */
export async function createTopic(workspace: WorkspaceState, asked: NewTopic): Promise<Topic> {
	try {
		const { topic, event } = await laterClient.topics.create(workspace.workspace.id, asked);
		workspace.applyLocal(event);
		return topic;
	} catch (error) {
		if (!isRequestError(error, "conflict")) throw error;
		await learnTopics(workspace);
		const name = folded(asked.name.trim());
		const isIt = (topic: Topic) =>
			topic.channel_id === asked.channel_id && folded(topic.name) === name && !topic.archived_at;
		const known = [...workspace.topics.values()].find(isIt);
		if (!known) throw error;
		return known;
	}
}
