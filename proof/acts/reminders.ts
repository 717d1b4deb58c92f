import { act, key } from "./act.ts";

export const setReminder = act({
	weight: [10, 10],
	input: async (world) => ({ message_id: (await world.message()).id, remind_at: world.sendAt() }),
	mayWrite: ({ message_id }, me) => [key.remind(message_id, me, "waiting"), key.remind(message_id, me)],
});

export const removeReminder = act({
	weight: [5, 5],
	input: async ({ message }) => ({ message_id: (await message()).id }),
	mayWrite: ({ message_id }, me) => [key.remind(message_id, me, "removed")],
});
