import { act, key, nothing } from "./act.ts";

export const createChannel = act({
	weight: [3, 10],
	input: ({ word, prng }) => ({ name: `room-${word()}`, kind: prng.chance(0.5) ? "private" : "public" }),
	// whoever gets no answer does not learn its id; that they are the first in it is seen in checks/once.ts
	mayWrite: () => [key.create()],
	fact: (_, user, answer) => answer?.channel && { is: "in", channel: answer.channel.id, user },
});

export const updateChannel = act({
	weight: [8, 40],
	input: async ({ channel, prng, word }) => {
		const { id: channel_id, stays } = await channel();
		if (!stays && prng.chance(0.2)) return { channel_id, archived: prng.chance(0.3) };
		// who may do a thing, for a while
		const holders = prng.chance(0.3) ? "moderators" : "everyone";
		const right = prng.of(["who_can_post", "who_can_add_members", "who_can_pin"] as const)!;
		if (prng.chance(0.15)) return { channel_id, [right]: holders };
		if (prng.chance(0.05)) return { channel_id, is_default: prng.chance(0.5) };
		if (prng.chance(0.3)) return { channel_id, name: `room-${word()}`, topic: word() };
		return { channel_id, ...(prng.chance(0.5) ? { topic: word() } : { display_title: word() }) };
	},
	writes: ({ channel_id }) => [key.change(channel_id)],
});

/** Rarely: what is gone is no longer there to happen to. */
export const deleteChannel = act({
	weight: [2, 30],
	input: async ({ channel, anyChannel, prng }) => {
		const { id, stays } = await (prng.chance(0.5) ? anyChannel() : channel());
		return stays || prng.chance(0.5) ? nothing() : { channel_id: id };
	},
	writes: ({ channel_id }) => [key.drop(channel_id)],
	fact: ({ channel_id }) => ({ is: "dropped", channel: channel_id }),
});

export const joinChannel = act({
	weight: [15, 15],
	input: async (world) => ({ channel_id: (await world.anyChannel()).id }),
	writes: ({ channel_id }, me) => [key.enter(channel_id, me)],
	fact: ({ channel_id }, user) => ({ is: "in", channel: channel_id, user }),
});

export const leaveChannel = act({
	weight: [8, 8],
	input: async (world) => {
		const { id, stays } = await world.channel();
		return stays ? nothing() : { channel_id: id };
	},
	isUndone: true,
	mayWrite: ({ channel_id }, me) => [key.exit(channel_id, me)],
	fact: ({ channel_id }, user) => ({ is: "out", channel: channel_id, user }),
});

export const addChannelMember = act({
	weight: [12, 12],
	input: async (world) => ({ channel_id: (await world.channel()).id, user_id: world.anybody().user_id }),
	writes: ({ channel_id, user_id }) => [key.enter(channel_id, user_id)],
	fact: ({ channel_id, user_id }) => ({ is: "in", channel: channel_id, user: user_id }),
});

export const removeChannelMember = act({
	weight: [6, 40],
	input: async (world) => ({ channel_id: (await world.channel()).id, user_id: world.anybody().user_id }),
	isUndone: true,
	mayWrite: ({ channel_id, user_id }) => [key.exit(channel_id, user_id)],
	fact: ({ channel_id, user_id }) => ({ is: "out", channel: channel_id, user: user_id }),
});
