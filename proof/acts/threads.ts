import { act, key, sent } from "./act.ts";

export const replyInThread = act({
	weight: [120, 120],
	input: async (world) => {
		const { id, channel } = await world.message({ isRoot: true });
		const quote = world.prng.chance(0.15) ? { quoted_message_id: id } : {};
		return { message_id: id, body: world.body(), ...world.nonce(), ...quote, ...world.alsoSend(), channel };
	},
	mayWrite: ({ message_id, nonce }) => [key.sent(nonce), key.thread(message_id)],
	fact: ({ message_id, ...input }, _, answer) => sent({ timeline: message_id, ...input }, answer),
});

export const followThread = act({
	weight: [15, 15],
	input: async (world) => ({ message_id: (await world.message({ isRoot: true })).id }),
	mayWrite: ({ message_id }, me) => [key.follow(message_id, me)],
});

export const unfollowThread = act({
	weight: [15, 15],
	input: async (world) => ({ message_id: (await world.message({ isRoot: true })).id }),
	mayWrite: ({ message_id }, me) => [key.unfollow(message_id, me)],
});

export const markThreadUnread = act({
	weight: [10, 10],
	input: async (world) => ({ message_id: (await world.message({ isRoot: true })).id, seq: 1 + world.prng.below(3) }),
	// a second try may move it back once more, after a read
	isUndone: true,
	mayWrite: ({ message_id }, me) => [key.readThread(message_id, me)],
});

export const markThreadRead = act({
	weight: [30, 30],
	input: async (world) => ({ message_id: (await world.message({ isRoot: true })).id, seq: world.prng.below(6) }),
	mayWrite: ({ message_id }, me) => [key.readThread(message_id, me)],
});
