import type { Message } from "@clickclack/sdk";

/** The message whose edit history is open. */
class Versions {
	message = $state.raw<Message>();
	readonly close = () => void (this.message = undefined);
}

export const versions = new Versions();
