import { Part } from "../ui/part.ts";

export const emojiPicker = new Part(() => import("./EmojiPicker.svelte"));
