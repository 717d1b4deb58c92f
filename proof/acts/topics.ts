import { act, key, nothing } from "./act.ts";

export const createTopic = act({
	weight: [6, 12],
	input: async ({ workspace_id, channel, prng, word }) => {
		if (prng.chance(0.2)) return { workspace_id, name: word() };
		return { workspace_id, name: word(), channel_id: (await channel()).id };
	},
	// when its answer was lost, the next one says that there is one
	mayWrite: () => [key.newTopic()],
	fact: ({ channel_id = "" }, _, answer) =>
		answer?.topic && channel_id !== "" ? { is: "titled", topic: answer.topic.id, channel: channel_id } : undefined,
});

export const updateTopic = act({
	weight: [6, 12],
	input: async ({ topic, prng, word }) => {
		const { id: topic_id } = await topic();
		return { topic_id, ...(prng.chance(0.7) ? { name: word() } : { archived: prng.chance(0.3) }) };
	},
	mayWrite: ({ topic_id }) => [key.topic(topic_id)],
});

/** Rarely: what is gone is no longer there to happen to. */
export const deleteTopic = act({
	weight: [2, 4],
	input: async ({ topic, prng }) => (prng.chance(0.5) ? nothing() : { topic_id: (await topic()).id }),
	isUndone: true,
	mayWrite: ({ topic_id }) => [key.topic(topic_id)],
});
