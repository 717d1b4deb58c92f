import { type World, act, key, nothing } from "./act.ts";

/** What one sees one may read, in the channel or not. */
const channelToRead = async (world: World) => await (world.prng.chance(0.2) ? world.anyChannel() : world.channel());

export const markRead = act({
	weight: [60, 60],
	input: async (world) => {
		const { id, last_seq } = await channelToRead(world);
		return { channel_id: id, seq: world.prng.below(last_seq + 3) };
	},
	mayWrite: ({ channel_id }, me) => [key.read(channel_id, me)],
	fact: ({ channel_id: channel, seq }, user, { receipt } = {}) => {
		return { is: "read", channel, user, seq: receipt?.last_read_seq ?? seq };
	},
});

export const markDirectRead = act({
	weight: [30, 30],
	input: async (world) => {
		const { id, last_seq } = await world.direct();
		return last_seq === 0 ? nothing() : { direct_conversation_id: id, seq: world.prng.below(last_seq + 3) };
	},
	mayWrite: ({ direct_conversation_id }, me) => [key.read(direct_conversation_id, me)],
	fact: ({ direct_conversation_id: channel, seq }, user, { receipt } = {}) => {
		return { is: "read", channel, user, seq: receipt?.last_read_seq ?? seq };
	},
});

export const markUnread = act({
	weight: [20, 20],
	input: async (world) => {
		const { id, last_seq } = await channelToRead(world);
		return last_seq === 0 ? nothing() : { channel_id: id, seq: 1 + world.prng.below(last_seq + 1) };
	},
	// a second try may move it back once more, after a read
	isUndone: true,
	mayWrite: ({ channel_id }, me) => [key.read(channel_id, me)],
	fact: ({ channel_id: channel, seq }, user, { receipt } = {}) => {
		return { is: "unread", channel, user, seq: receipt?.last_read_seq ?? seq - 1 };
	},
});

export const markDirectUnread = act({
	weight: [10, 10],
	input: async (world) => {
		const { id, last_seq } = await world.direct();
		return last_seq === 0 ? nothing() : { direct_conversation_id: id, seq: 1 + world.prng.below(last_seq) };
	},
	isUndone: true,
	mayWrite: ({ direct_conversation_id }, me) => [key.read(direct_conversation_id, me)],
	fact: ({ direct_conversation_id: channel, seq }, user, { receipt } = {}) => {
		return { is: "unread", channel, user, seq: receipt?.last_read_seq ?? seq - 1 };
	},
});

/** It says nothing of what it reads; that may be any conversation. */
export const markAllRead = act({
	weight: [4, 4],
	only: "replay",
	input: ({ workspace_id, prng }) => ({ workspace_id, ...(prng.chance(0.3) && { only: "threads" as const }) }),
});

export const setReadPositions = act({
	weight: [6, 6],
	input: async (world) => {
		const { workspace_id, prng } = world;
		const channel = await channelToRead(world);
		const direct = prng.chance(0.5) ? [await world.direct()] : [];
		const positions = [channel, ...direct].map(({ id, last_seq }) => {
			return { scope_id: id, last_read_seq: prng.below(last_seq + 2) };
		});
		return { workspace_id, positions };
	},
	isUndone: true,
	mayWrite: ({ positions }, me) => positions.map(({ scope_id }) => key.read(scope_id, me)),
});
