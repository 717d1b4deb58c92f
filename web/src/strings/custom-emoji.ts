import { isolated } from "@clickclack/sdk";

/** The emoji of a workspace. */
export const addEmoji = "Add emoji";
export const choosePicture = "Choose picture";
export const nameHint = "2 to 32 of a–z, digits, - and _. It is written between colons.";
export const noFiles = "This server stores no files, so there can be no emoji of your own.";
export const emojiHere = "Emoji of this workspace";
export const none = "None yet. The claw pack is always available.";
export const deleteEmoji = (name: string): string => `Delete :${isolated(name)}:`;
export const deleteExplained = (name: string): string =>
	`Its picture is deleted. Where it was used, :${isolated(name)}: is shown as text.`;
