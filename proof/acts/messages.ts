import { isDirectId } from "@clickclack/protocol";
import { act, emojis, key, nothing, sent } from "./act.ts";

export const createMessage = act({
	weight: [500, 500],
	input: async (world) => {
		const sending = { body: world.body(), ...world.nonce() };
		if (world.prng.chance(0.1)) {
			const { id: forwarded_message_id } = await world.message();
			return { channel_id: (await world.channel()).id, ...sending, forwarded_message_id };
		}
		if (world.prng.chance(0.1)) {
			const { id: topic_id, channel: channel_id } = await world.topic();
			return { channel_id, ...sending, topic_id };
		}
		const poll = { options: ["port", "starboard", "neither"], is_multiple: true };
		if (world.prng.chance(0.1)) return { channel_id: (await world.channel()).id, ...sending, poll };
		if (!world.prng.chance(0.15)) return { channel_id: (await world.channel()).id, ...sending };
		const { id: quoted_message_id, channel: channel_id } = await world.message({ isRoot: true });
		return isDirectId(channel_id) ? nothing() : { channel_id, ...sending, quoted_message_id };
	},
	// the nonce is repeated until there is an answer, and a repeat's answer has no event
	// who sends much and never reads is moved to the end where nothing of others is unread
	mayWrite: ({ channel_id, nonce }, me) => [key.sent(nonce), key.enter(channel_id, me), key.read(channel_id, me)],
	fact: ({ channel_id, body, nonce = "", ...rest }, _, answer) =>
		sent({ channel: channel_id, timeline: channel_id, body, nonce, ...("poll" in rest && { poll: true }) }, answer),
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
	mayWrite: ({ message_id, root }) => [key.unpin(message_id), ...(root === undefined ? [] : [key.thread(root)])],
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

export const votePoll = act({
	weight: [60, 60],
	input: async ({ poll, prng }) => {
		return { message_id: (await poll()).id, choices: [0, 1, 2].filter(() => prng.chance(0.4)) };
	},
	// who votes for the same again changes nothing
	mayWrite: ({ message_id }, me) => [key.vote(message_id, me)],
});

export const closePoll = act({
	weight: [6, 6],
	input: async ({ poll }) => ({ message_id: (await poll(true)).id }),
	mayWrite: ({ message_id }) => [key.close(message_id)],
	fact: ({ message_id }) => ({ is: "closed", message: message_id }),
});

export const setMessageTopic = act({
	weight: [15, 15],
	input: async ({ topic, message, prng }) => {
		const { id: message_id } = await message({ isRoot: true, isMine: prng.chance(0.9) });
		return { message_id, ...(prng.chance(0.7) && { topic_id: (await topic()).id }) };
	},
	// what is so already is not changed
	mayWrite: ({ message_id }) => [key.edit(message_id)],
});

export const pinMessage = act({
	weight: [15, 15],
	input: async (world) => {
		const { id: message_id, channel: channel_id } = await world.message();
		return isDirectId(channel_id) ? nothing() : { channel_id, message_id };
	},
	// when its answer was lost, the next one says that it is pinned already
	mayWrite: ({ message_id }) => [key.pin(message_id)],
	fact: ({ message_id }) => ({ is: "pinned", message: message_id }),
});

export const unpinMessage = act({
	weight: [8, 8],
	input: async (world) => {
		const { id: message_id, channel: channel_id } = await world.pinned();
		return isDirectId(channel_id) ? nothing() : { channel_id, message_id };
	},
	isUndone: true,
	mayWrite: ({ message_id }) => [key.unpin(message_id)],
	fact: ({ message_id }) => ({ is: "unpinned", message: message_id }),
});

export const updateNotificationSettings = act({
	weight: [6, 6],
	input: async ({ channel, prng }) => {
		return { channel_id: (await channel()).id, preference: prng.of(["all", "mentions", "nothing", "muted"])! };
	},
	mayWrite: ({ channel_id, preference }, me) => [key.prefer(channel_id, me, preference)],
});

/** One moves what they see, or makes a section, of which each has few. */
export const updateSidebar = act({
	weight: [6, 6],
	input: async ({ workspace_id, channel, prng }) => {
		const key = prng.of(["starred", "channels", `sec_${prng.of(["0", "1", "2"])!.repeat(26)}`])!;
		if (key.startsWith("sec_") && prng.chance(0.3))
			return { workspace_id, put: { key, name: `section ${key.at(-1)}` } };
		if (prng.chance(0.1)) return { workspace_id, remove: { key } };
		if (prng.chance(0.2)) return { workspace_id, order: [key, "directs"] };
		return { workspace_id, move: { scope_id: (await channel()).id, ...(prng.chance(0.8) && { section: key }) } };
	},
	mayWrite: (_, me) => [key.arrange(me)],
});

/** It may write too: what nobody has searched for yet goes into the index. What is found is checked later. */
export const searchMessages = act({
	weight: [10, 10],
	input: ({ workspace_id, prng, searchWord }) => {
		const filter = prng.of(["", "-in:nowhere", "-with:me", "has:reaction", "has:poll", "is:thread", "-on:2020-01-01"])!;
		const q = `${searchWord()} ${filter}`;
		const sort = prng.of(["newest", "relevance"])!;
		return { workspace_id, q, scope: "all", syntax: "operators", sort, limit: 50 };
	},
	fact: (_, user) => ({ is: "searched", user }),
});

/** The server itself never says that somebody is away: whoever receives that of themselves receives their own words. */
export const publishEphemeral = act({
	weight: [30, 30],
	input: async ({ workspace_id, prng, channel, direct }) => {
		const type = prng.of(["typing.started", "typing.stopped", "presence.changed"])!;
		const status = prng.of(["away", "away", "online", "offline"])!;
		if (type === "presence.changed") return { type, workspace_id, payload: { status } };
		if (prng.chance(0.3)) return { type, workspace_id, direct_conversation_id: (await direct()).id, payload: {} };
		return { type, workspace_id, channel_id: (await channel()).id, payload: {} };
	},
});
