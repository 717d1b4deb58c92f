import { toast } from "./toasts.svelte.ts";
import * as strings from "../strings/messages.ts";

/** @param done what to say when it worked */
export async function copy(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		toast.note(done);
	} catch {
		toast.error(strings.copyFailed);
	}
}

/** @param path where it leads in the app */
export const copyLink = (path: string): Promise<void> => copy(location.origin + path, strings.linkCopied);
