import type { SessionId, UserId } from "@clickclack/protocol";
import type { Outgoing } from "./delivery.ts";

/** What a command asks for beyond its rows: gathered in the transaction, done once it is committed. */
export interface Effects {
	outgoing: Outgoing[];
	hangUps: ({ user_id: UserId } | { session_id: SessionId })[];
	hasJobs: boolean;
}

export const noEffects = (): Effects => ({ outgoing: [], hangUps: [], hasJobs: false });
