import { act, key } from "./act.ts";

export const updateMemberProfile = act({
	weight: [3, 3],
	input: ({ workspace_id, prng, word }) => ({
		workspace_id,
		title: prng.chance(0.7) ? word() : "",
		...(prng.chance(0.5) && { pronouns: word(), time_zone: prng.of(["Europe/Berlin", "+05:30", ""])! }),
		...(prng.chance(0.5) && { links: prng.chance(0.5) ? [`https://example.com/${word()}`] : [] }),
	}),
	writes: (_, me) => [key.profile(me)],
});
