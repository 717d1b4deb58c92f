import { act, key } from "./act.ts";

export const updateAttention = act({
	weight: [6, 6],
	input: ({ prng, workspace_id }) => ({
		workspace_id,
		...prng.of([{ keywords: ["tea"] }, { keywords: [] }, { paused_until: "2030-01-01T00:00:00.000Z" }])!,
	}),
	mayWrite: (_, me) => [key.attend(me)],
});
