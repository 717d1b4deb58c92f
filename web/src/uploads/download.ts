import type { Upload } from "@clickclack/sdk";
import { addressOf } from "./kinds.ts";

/** Saves a file under its name. */
export function download(upload: Upload): void {
	const link = document.createElement("a");
	link.href = addressOf(upload);
	link.download = upload.filename;
	link.click();
}
