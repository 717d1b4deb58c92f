import type { Message, Upload } from "@clickclack/sdk";
import { messageDialog } from "../state/message-dialog.svelte.ts";

/** Shows a file, and the way to those beside it. */
export function openFile(uploads: Upload[], upload: Upload, message?: Message): void {
	messageDialog.open = { name: "viewer", uploads, at: uploads.indexOf(upload), message };
}
