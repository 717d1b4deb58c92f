import { type Answer, type Fact, act, emojis, key } from "./act.ts";

type Sending = Record<"channel" | "timeline" | "body", string> & { nonce?: string };

const sent = ({ nonce = "", ...rest }: Sending, { message }: Answer = {}): Fact => {
	const { id = "", channel_seq, thread_seq } = message ?? {};
	return { is: "sent", nonce, ...rest, message: id, seq: channel_seq ?? thread_seq ?? 0 };
};

export const createMessage = act({
	weight: [500, 500],
	input: async (world) => ({ channel_id: (await world.channel()).id, body: world.body(), ...world.nonce() }),
	// the nonce is repeated until there is an answer, and a repeat's answer has no event
	mayWrite: ({ channel_id, nonce }, me) => [key.sent(nonce), key.enter(channel_id, me)],
	fact: ({ channel_id, ...input }, _, answer) => sent({ channel: channel_id, timeline: channel_id, ...input }, answer),
});

export const replyInThread = act({
	weight: [120, 120],
	input: async (world) => {
		const { id, channel } = await world.message({ isRoot: true });
		return { message_id: id, body: world.body(), ...world.nonce(), channel };
	},
	mayWrite: ({ message_id, nonce }) => [key.sent(nonce), key.thread(message_id)],
	fact: ({ message_id, ...input }, _, answer) => sent({ timeline: message_id, ...input }, answer),
});

export const editMessage = act({
	weight: [80, 80],
	input: async ({ message, prng, body }) => {
		return { message_id: (await message({ isMine: prng.chance(0.9) })).id, body: body() };
	},
	writes: ({ message_id }) => [key.edit(message_id)],
	fact: ({ message_id, body }) => ({ is: "changed", message: message_id, body }),
});

export const deleteMessage = act({
	weight: [30, 30],
	input: async (world) => {
		const { id, root } = await world.message({ isMine: world.prng.chance(0.9) });
		return { message_id: id, root };
	},
	writes: ({ message_id }) => [key.delete(message_id)],
	mayWrite: ({ root }) => (root === undefined ? [] : [key.thread(root)]),
	fact: ({ message_id }) => ({ is: "deleted", message: message_id }),
});

export const addReaction = act({
	weight: [80, 80],
	input: async (world) => ({ message_id: (await world.message()).id, emoji: world.prng.of(emojis)! }),
	writes: ({ message_id, emoji }, me) => [key.react(message_id, emoji, me)],
	fact: ({ message_id, emoji }, me) => ({ is: "reacted", message: message_id, emoji, user: me }),
});

export const removeReaction = act({
	weight: [30, 30],
	input: (world) => world.reaction(),
	isUndone: true,
	writes: ({ message_id, emoji }, me) => [key.unreact(message_id, emoji, me)],
	fact: ({ message_id, emoji }, me) => ({ is: "unreacted", message: message_id, emoji, user: me }),
});

export const markRead = act({
	weight: [60, 60],
	input: async (world) => {
		// what one sees one may read, in the channel or not
		const { id, last_seq } = await (world.prng.chance(0.2) ? world.anyChannel() : world.channel());
		return { channel_id: id, seq: world.prng.below(last_seq + 3) };
	},
	mayWrite: ({ channel_id }, me) => [key.read(channel_id, me)],
	fact: ({ channel_id: channel, seq }, user, { receipt } = {}) => {
		return { is: "read", channel, user, seq: receipt?.last_read_seq ?? seq };
	},
});

/** It may write too: what nobody has searched for yet goes into the index. What is found is checked later. */
export const searchMessages = act({
	weight: [10, 10],
	input: ({ workspace_id, prng, searchWord }) => {
		return { workspace_id, q: searchWord(), sort: prng.of(["newest", "relevance"])!, limit: 50 };
	},
	fact: (_, user) => ({ is: "searched", user }),
});

/** The server itself never says that somebody is away: whoever hears that of themselves hears their own words. */
export const publishEphemeral = act({
	weight: [30, 30],
	input: async ({ workspace_id, prng, channel }) => {
		const type = prng.of(["typing.started", "typing.stopped", "presence.changed"])!;
		const status = prng.of(["away", "away", "online", "offline"])!;
		if (type === "presence.changed") return { type, workspace_id, payload: { status } };
		return { type, workspace_id, channel_id: (await channel()).id, payload: {} };
	},
});
