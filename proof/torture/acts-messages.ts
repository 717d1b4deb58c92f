import { key } from "./keys.ts";
import type { Planner } from "./plan.ts";

const emojis = ["🦞", "👍", ":claw:"];

export const createMessage: Planner = (stage, me) => {
	const channel = stage.channelOf(me);
	if (channel === undefined) return undefined;
	const [nonce, body] = [stage.nonce(), stage.body(me)];
	const fact = { is: "sent" as const, nonce, body, message: "", channel, timeline: channel, seq: 0 };
	return {
		does: async () => {
			const { message, event } = await me.chat.messages.create(channel, { body, nonce });
			stage.remember({ id: message.id, channel, author: me.user_id });
			return { events: [event], fact: { ...fact, message: message.id, seq: message.channel_seq! } };
		},
		// the nonce is repeated until there is an answer, and a repeat's answer has no event
		tells: [],
		hides: [key.sent(nonce), key.enter(channel, me.user_id)],
		fact,
	};
};

export const replyInThread: Planner = (stage, me) => {
	const root = stage.recent(me, ({ root }) => root === undefined);
	if (!root) return undefined;
	const [nonce, body] = [stage.nonce(), stage.body(me)];
	const { channel } = root;
	const fact = { is: "sent" as const, nonce, body, message: "", channel, timeline: root.id, seq: 0 };
	return {
		does: async () => {
			const { message, events } = await me.chat.threads.reply(root.id, { body, nonce });
			stage.remember({ id: message.id, channel: root.channel, author: me.user_id, root: root.id });
			return { events: events ?? [], fact: { ...fact, message: message.id, seq: message.thread_seq! } };
		},
		hides: [key.sent(nonce), key.thread(root.id)],
		fact,
	};
};

export const editMessage: Planner = (stage, me) => {
	const isMostlyMine = me.dice.chance(0.95);
	const message = stage.recent(me, ({ author }) => !isMostlyMine || author === me.user_id);
	if (!message) return undefined;
	const body = stage.body(me);
	return {
		does: async () => ({ events: [(await me.chat.messages.edit(message.id, { body })).event] }),
		tells: [key.edit(message.id)],
		fact: { is: "changed", message: message.id, body },
	};
};

export const deleteMessage: Planner = (stage, me) => {
	const isMostlyMine = me.dice.chance(0.95);
	const message = stage.recent(me, ({ author }) => !isMostlyMine || author === me.user_id);
	if (!message) return undefined;
	return {
		does: async () => ({ events: [(await me.chat.messages.delete(message.id)).event] }),
		tells: [key.delete(message.id)],
		hides: message.root === undefined ? [] : [key.thread(message.root)],
		fact: { is: "deleted", message: message.id },
	};
};

export const addReaction: Planner = (stage, me) => {
	const [message, emoji] = [stage.recent(me), me.dice.of(emojis)!];
	if (!message) return undefined;
	return {
		does: async () => ({ events: [(await me.chat.reactions.add(message.id, emoji)).event] }),
		tells: [key.react(message.id, emoji, me.user_id)],
		fact: { is: "reacted", message: message.id, emoji, user: me.user_id },
	};
};

export const removeReaction: Planner = (stage, me) => {
	const [message, emoji] = [stage.recent(me), me.dice.of(emojis)!];
	if (!message) return undefined;
	return {
		does: async () => ({ events: [(await me.chat.reactions.remove(message.id, emoji)).event] }),
		isUndone: true,
		tells: [key.unreact(message.id, emoji, me.user_id)],
		fact: { is: "unreacted", message: message.id, emoji, user: me.user_id },
	};
};

export const markRead: Planner = (stage, me) => {
	const channel = stage.channelOf(me);
	if (channel === undefined) return undefined;
	const seq = me.dice.below(stage.head(me, channel) + 3);
	const fact = { is: "read" as const, channel, user: me.user_id, seq };
	return {
		does: async () => {
			const { last_read_seq } = await me.chat.reads.mark(channel, seq);
			return { fact: { ...fact, seq: last_read_seq } };
		},
		hides: [key.read(channel, me.user_id)],
		fact,
	};
};

/** It may write too: what nobody has searched for yet goes into the index. What is found is checked after the wave. */
export const searchMessages: Planner = ({ wave, workspace_id }, me) => ({
	does: async () => {
		await me.chat.search.messages({ workspace_id, q: wave, limit: 1 });
	},
	fact: { is: "searched", user: me.user_id },
});

export const publishEphemeral: Planner = (stage, me) => {
	const { workspace_id } = stage;
	const channel_id = stage.channelOf(me);
	if (channel_id === undefined) return undefined;
	const type = me.dice.of(["typing.started", "typing.stopped", "presence.changed"] as const)!;
	// the server itself never says that somebody is away: whoever hears it of themselves hears their own words
	const status = me.dice.of(["away", "away", "online", "offline"] as const)!;
	return {
		does: async () => {
			if (type === "presence.changed") await me.chat.realtime.publish({ type, workspace_id, payload: { status } });
			else await me.chat.realtime.publish({ type, workspace_id, channel_id, payload: {} });
		},
	};
};
