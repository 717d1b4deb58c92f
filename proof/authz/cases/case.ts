import type { Policy } from "@clickclack/protocol";
import type { Met } from "../expected.ts";
import type { Kind } from "../kinds.ts";
import type { Place, Target } from "../places.ts";
import type { Stage } from "../stage.ts";

/** What fills a route's definition for one call. */
export interface Call {
	path?: Record<string, string>;
	query?: Record<string, string>;
	body?: object;
	/** in place of the caller's own */
	headers?: Record<string, string>;
}

/** A way to use an operation. */
export interface Case {
	/** of several ways, which */
	way?: string;
	/** Makes what the call needs as others would, and says how it is called. */
	call: (place: Place, stage: Stage, kind: Kind) => Call | Promise<Call>;
	/** where this way is under another rule than what the route declares */
	who?: Policy;
	/** where the rule's own do not all make sense */
	targets?: Target[];
	/** where something else than being allowed decides */
	meets?: (kind: Kind) => Met | undefined;
}

/** By `operationId`. */
export type Cases = Record<string, Case[]>;
