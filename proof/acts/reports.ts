import { act, key } from "./act.ts";

export const reportMessage = act({
	weight: [3, 3],
	input: async ({ message, prng }) => ({
		message_id: (await message()).id,
		reason: prng.of(["spam", "other"])!,
		text: "",
	}),
	mayWrite: () => [key.report()],
});
