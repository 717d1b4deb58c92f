import { act, key } from "./act.ts";

export const saveMessage = act({
	weight: [15, 15],
	input: async ({ message, prng }) => ({ message_id: (await message()).id, state: prng.of(["open", "done"])! }),
	mayWrite: ({ message_id, state }, me) => [key.save(message_id, me, state)],
});

export const unsaveMessage = act({
	weight: [8, 8],
	input: async ({ message }) => ({ message_id: (await message()).id }),
	mayWrite: ({ message_id }, me) => [key.save(message_id, me, "removed")],
});
