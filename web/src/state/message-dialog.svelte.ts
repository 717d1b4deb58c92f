import type { Message, Upload } from "@clickclack/sdk";
import type { Conversation } from "./conversations.ts";

type Open =
	| { name: "versions" | "forward" | "reactions" | "remind" | "votes" | "topic" | "report"; message: Message }
	| { name: "viewer"; uploads: Upload[]; at: number; message: Message | undefined }
	| { name: "poll" | "topic"; conversation: Conversation };

/** The dialog about a message, or for one, that is open. */
class MessageDialog {
	open = $state.raw<Open>();
	readonly close = () => void (this.open = undefined);
}

export const messageDialog = new MessageDialog();
