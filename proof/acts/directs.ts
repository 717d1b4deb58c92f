import { isDirectId } from "@clickclack/protocol";
import { type Message, type World, act, key, nothing, sent } from "./act.ts";

/** Mostly somebody who may be in one. */
function partner({ anybody, me, prng }: World): string {
	for (let tries = 0; tries < 5; tries++) {
		const { user_id, roles } = anybody();
		if ((user_id !== me.user_id && roles[0] !== "guest") || prng.chance(0.05)) return user_id;
	}
	return me.user_id;
}

/** One of a direct conversation, where a few tries find one. */
async function inDirect(choose: () => Message | Promise<Message>): Promise<Message> {
	for (let tries = 0; tries < 6; tries++) {
		const message = await choose();
		if (isDirectId(message.channel)) return message;
	}
	return nothing();
}

export const createDirect = act({
	weight: [30, 30],
	input: (world) => {
		const { workspace_id, prng } = world;
		const length = prng.chance(0.7) ? 1 : 2 + prng.below(2);
		return { workspace_id, member_ids: Array.from({ length }, () => partner(world)) };
	},
	// whoever gets no answer does not learn its id; it may have been opened all the same
	mayWrite: (_, me) => [key.show("*", me)],
	fact: ({ member_ids }, user, answer) => {
		const members = [...new Set([user, ...member_ids])];
		return answer?.conversation && { is: "shown", channel: answer.conversation.id, user, members };
	},
});

export const openDirect = act({
	weight: [15, 15],
	input: async (world) => ({ direct_conversation_id: (await world.knownDirect()).id }),
	isUndone: true,
	writes: ({ direct_conversation_id }, me) => [key.show(direct_conversation_id, me)],
	fact: ({ direct_conversation_id: channel }, user) => ({ is: "shown", channel, user }),
});

export const closeDirect = act({
	weight: [15, 15],
	input: async (world) => ({ direct_conversation_id: (await world.direct()).id }),
	// a message may bring it back before a second try
	isUndone: true,
	mayWrite: ({ direct_conversation_id }, me) => [key.hide(direct_conversation_id, me)],
	fact: ({ direct_conversation_id: channel }, user) => ({ is: "hidden", channel, user }),
});

export const createDirectMessage = act({
	weight: [150, 150],
	input: async (world) => {
		const { id } = await (world.prng.chance(0.2) ? world.knownDirect() : world.direct());
		return { direct_conversation_id: id, body: world.body(), ...world.nonce() };
	},
	mayWrite: ({ direct_conversation_id: id, nonce }, me) => [key.sent(nonce), key.show(id, "*"), key.read(id, me)],
	fact: ({ direct_conversation_id: id, ...input }, _, answer) => sent({ channel: id, timeline: id, ...input }, answer),
});

export const pinDirectMessage = act({
	weight: [30, 30],
	input: async (world) => {
		const { id: message_id, channel } = await inDirect(world.message);
		return { direct_conversation_id: channel, message_id };
	},
	mayWrite: ({ message_id }) => [key.pin(message_id)],
	fact: ({ message_id }) => ({ is: "pinned", message: message_id }),
});

export const unpinDirectMessage = act({
	weight: [15, 15],
	input: async (world) => {
		const { id: message_id, channel } = await inDirect(world.pinned);
		return { direct_conversation_id: channel, message_id };
	},
	isUndone: true,
	mayWrite: ({ message_id }) => [key.unpin(message_id)],
	fact: ({ message_id }) => ({ is: "unpinned", message: message_id }),
});

export const updateDirectNotificationSettings = act({
	weight: [6, 6],
	input: async ({ direct, prng }) => {
		const preference = prng.of(["all", "mentions", "nothing", "muted"])!;
		return { direct_conversation_id: (await direct()).id, preference };
	},
	mayWrite: ({ direct_conversation_id: id, preference }, me) => [key.prefer(id, me, preference)],
});
