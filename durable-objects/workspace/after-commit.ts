import type { Outgoing } from "./realtime/delivery.ts";
import type { Disconnect } from "./realtime/subscribers.ts";

/** What happens after the commit of a command. Collected in the transaction. */
export interface AfterCommit {
	outgoing: Outgoing[];
	disconnects: Disconnect[];
	/** ids of the jobs that the caller waits for */
	jobs: number[];
}

export const nothingAfterCommit = (): AfterCommit => ({ outgoing: [], disconnects: [], jobs: [] });
