import { toast } from "../state/toasts.svelte.ts";

/** @param done what to say when it worked */
export async function copy(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		toast.note(done);
	} catch {
		toast.error("Your browser doesn't allow copying here. Select the text and copy it yourself.");
	}
}
