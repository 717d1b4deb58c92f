import type { Act } from "./history.ts";

/** Acts that are done by errands: one that failed at first may write its rows, or end a session, much later. */
const errands = new Set(["admit", "acceptInvite", "updateProfile", "revokeSession"]);

/** What may still be done of the acts of a history, for the next one: whoever was answered was answered before. */
export const stillComing = (acts: Act[]): Act[] =>
	acts.filter(({ name }) => errands.has(name)).map((act) => ({ ...act, outcome: "unknown", told: [] }));
