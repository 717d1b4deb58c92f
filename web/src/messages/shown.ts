import type { Message } from "@clickclack/sdk";

/** A message on the screen that I can act on. */
export interface Shown {
	message: Message;
	isInThread: boolean;
}

/** What each row shows. */
export const shownIn = new WeakMap<Element, Shown | false>();
