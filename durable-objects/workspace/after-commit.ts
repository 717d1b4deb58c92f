import type { Outgoing } from "./realtime/delivery.ts";
import type { Disconnect } from "./realtime/subscribers.ts";

/** What a command asks for beyond its rows: gathered in the transaction, done once it is committed. */
export interface AfterCommit {
	outgoing: Outgoing[];
	disconnects: Disconnect[];
	/** ids of those that the caller waits for */
	jobs: number[];
}

export const nothingAfterCommit = (): AfterCommit => ({ outgoing: [], disconnects: [], jobs: [] });
