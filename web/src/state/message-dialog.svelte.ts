import type { Message } from "@clickclack/sdk";

/** The dialog about a message that is open. */
class MessageDialog {
	open = $state.raw<{ name: "versions" | "forward" | "remind"; message: Message }>();
	readonly close = () => void (this.open = undefined);
}

export const messageDialog = new MessageDialog();
