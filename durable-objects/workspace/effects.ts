import type { Outgoing } from "./delivery.ts";
import type { HangUp } from "./hearing.ts";

/** What a command asks for beyond its rows: gathered in the transaction, done once it is committed. */
export interface Effects {
	outgoing: Outgoing[];
	hangUps: HangUp[];
	/** ids of those that the caller waits for */
	jobs: number[];
}

export const noEffects = (): Effects => ({ outgoing: [], hangUps: [], jobs: [] });
