import type { DurableEvent } from "@clickclack/sdk";
import type { Fact } from "./facts.ts";
import type { Person } from "./person.ts";
import type { Stage } from "./stage.ts";

/** What an answer told. */
export interface Done {
	events?: (DurableEvent | undefined)[];
	fact?: Fact;
}

/** Something that somebody is about to do. */
export interface Plan {
	does: () => Promise<Done | void>;
	/** the rows that its answer tells of, when there was something to change */
	tells?: string[];
	/** rows that it may write without a word */
	hides?: string[];
	/** when its answer is lost it is tried again, and then there may be the same to do again: somebody may have come back */
	isUndone?: boolean;
	/** what is so when it is done */
	fact?: Fact;
	/** it was done before, and got no answer */
	again?: boolean;
	/** who does it, where it is not the one whose turn it is */
	by?: string;
}

/** What one kind of act comes to at this moment; undefined when there is nothing to do it to. */
export type Planner = (stage: Stage, me: Person) => Plan | undefined;
