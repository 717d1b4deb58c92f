import { act, key } from "./act.ts";

/* Each has a nonce, by which its message is known whenever it is sent. */

export const scheduleMessage = act({
	weight: [12, 12],
	input: async (world) => ({
		channel_id: (await world.channel()).id,
		body: world.body(),
		nonce: `later ${world.word()}`,
		send_at: world.sendAt(),
	}),
	mayWrite: ({ channel_id, nonce }, me) => [
		...["waiting", "failed"].map((state) => key.schedule(me, state)),
		key.sent(nonce),
		key.enter(channel_id, me),
		key.read(channel_id, me),
	],
});

export const scheduleDirectMessage = act({
	weight: [4, 4],
	input: async (world) => ({
		direct_conversation_id: (await world.direct()).id,
		body: world.body(),
		nonce: `later ${world.word()}`,
		send_at: world.sendAt(),
	}),
	// whoever has closed it sees it again
	mayWrite: ({ direct_conversation_id: id, nonce }, me) => [
		...["waiting", "failed"].map((state) => key.schedule(me, state)),
		key.sent(nonce),
		key.show(id, "*"),
		key.read(id, me),
	],
});

export const updateScheduledMessage = act({
	weight: [5, 5],
	input: async (world) => ({ scheduled_id: (await world.scheduled()).id, body: world.body() }),
	mayWrite: (_, me) => [key.schedule(me, "waiting")],
});

export const cancelScheduledMessage = act({
	weight: [4, 4],
	input: async (world) => ({ scheduled_id: (await world.scheduled()).id }),
	mayWrite: (_, me) => [key.schedule(me, "cancelled")],
});

export const sendScheduledMessage = act({
	weight: [6, 6],
	input: async (world) => {
		const { id: scheduled_id, nonce, place } = await world.scheduled();
		return { scheduled_id, nonce, place };
	},
	mayWrite: ({ nonce, place }, me) => [
		key.sent(nonce),
		key.enter(place, me),
		key.read(place, me),
		key.show(place, "*"),
	],
});
