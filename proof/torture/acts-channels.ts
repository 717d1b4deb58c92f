import type { UpdateChannel } from "@clickclack/sdk";
import { key } from "./keys.ts";
import type { Person } from "./person.ts";
import type { Planner } from "./plan.ts";
import type { Stage } from "./stage.ts";

export const createChannel: Planner = (stage, me) => {
	const name = `room-${stage.word()}`;
	const kind = me.dice.chance(0.5) ? "private" : "public";
	return {
		does: async () => {
			const { channel, event } = await me.chat.channels.create(stage.workspace_id, { name, kind });
			stage.channels.push(channel.id);
			return { events: [event], fact: { is: "in", channel: channel.id, user: me.user_id } };
		},
		// whoever gets no answer learns its id from its name: see reading.ts
		hides: [`create #${name}`],
	};
};

function changeOf(stage: Stage, me: Person, channel: string): UpdateChannel {
	const isArchiving = channel !== stage.channels[0] && me.dice.chance(0.2);
	if (isArchiving) return { archived: me.dice.chance(0.3) };
	// the beginning stays: see unanswered.ts
	const [first = "", second] = (me.ears[0]?.projection?.conversations.get(channel)?.name ?? "").split("-");
	const isRenaming = second !== undefined && me.dice.chance(0.3);
	return isRenaming ? { name: `${first}-${second}-${stage.word()}` } : { topic: stage.word() };
}

export const updateChannel: Planner = (stage, me) => {
	const channel = stage.channelOf(me);
	if (channel === undefined) return undefined;
	const change = changeOf(stage, me, channel);
	return {
		does: async () => ({ events: [(await me.chat.channels.update(channel, change)).event] }),
		tells: [key.change(channel)],
	};
};

/** Only one whose making was acknowledged, and never #general, in which everybody begins. */
export const deleteChannel: Planner = (stage, me) => {
	const channel = stage.channelOf(me);
	if (channel === undefined || stage.channels.indexOf(channel) < 1) return undefined;
	return {
		does: async () => {
			const { event } = await me.chat.channels.delete(channel);
			stage.channels.splice(stage.channels.indexOf(channel), 1);
			return { events: [event] };
		},
		tells: [key.drop(channel)],
	};
};

export const joinChannel: Planner = (stage, me) => {
	const channel = stage.anyChannel(me);
	if (channel === undefined) return undefined;
	return {
		does: async () => ({ events: [(await me.chat.channels.join(channel)).event] }),
		tells: [key.enter(channel, me.user_id)],
		fact: { is: "in", channel, user: me.user_id },
	};
};

export const leaveChannel: Planner = (stage, me) => {
	const channel = stage.channelOf(me);
	if (channel === undefined || channel === stage.channels[0]) return undefined;
	return {
		does: () => me.chat.channels.leave(channel),
		isUndone: true,
		hides: [key.exit(channel, me.user_id)],
		fact: { is: "out", channel, user: me.user_id },
	};
};

export const addChannelMember: Planner = (stage, me) => {
	const [channel, { user_id: user }] = [stage.channelOf(me), stage.anybody(me)];
	if (channel === undefined) return undefined;
	return {
		does: async () => ({ events: [(await me.chat.channels.addMember(channel, user)).event] }),
		tells: [key.enter(channel, user)],
		fact: { is: "in", channel, user },
	};
};

export const removeChannelMember: Planner = (stage, me) => {
	const [channel, { user_id: user }] = [stage.channelOf(me), stage.anybody(me)];
	if (channel === undefined) return undefined;
	return {
		does: () => me.chat.channels.removeMember(channel, user),
		isUndone: true,
		hides: [key.exit(channel, user)],
		fact: { is: "out", channel, user },
	};
};
