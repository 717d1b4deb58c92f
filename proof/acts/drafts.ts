import { act } from "./act.ts";

/** A new text each time, of what there was, of nothing, or of something else; or it is deleted. */
export const saveDraft = act({
	weight: [12, 12],
	input: async ({ channel, message, prng, word }) => ({
		target_id: prng.chance(0.3) ? (await message()).id : (await channel()).id,
		body: prng.chance(0.2) ? "" : word(),
		...(prng.chance(0.2) && { version: prng.of([0, 1])! }),
	}),
});
