import { Part } from "../ui/part.ts";

/** The picker, with all that it offers. */
export const emojiPicker = new Part(async () => {
	const picker = await import("./EmojiPicker.svelte");
	await picker.load();
	return picker;
});
