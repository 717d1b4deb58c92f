import { act, key } from "./act.ts";

export const setStatus = act({
	weight: [4, 4],
	input: ({ workspace_id, prng, word, sendAt }) => ({
		workspace_id,
		emoji: prng.of(["🦀", "🤒", ""])!,
		text: word(),
		expires_at: prng.chance(0.5) ? sendAt() : null,
	}),
	writes: (_, me) => [key.profile(me)],
	// its end
	mayWrite: (_, me) => [key.profile(me)],
});

export const clearStatus = act({
	weight: [2, 2],
	input: ({ workspace_id }) => ({ workspace_id }),
	writes: (_, me) => [key.profile(me)],
});
