import { toast } from "../ui/toast.svelte.ts";

/** @param done what to say when it worked */
export async function copy(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		toast.note(done);
	} catch {
		toast.error("The browser does not allow copying here. Select the text and copy it by hand.");
	}
}
