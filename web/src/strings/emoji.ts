/** The choice of emoji, which is loaded when it is opened. */

import { isolated } from "@clickclack/sdk";

export { chooseEmoji } from "./messages.ts";
export const removeEmoji = "Remove emoji";
export const chosen = (emoji: string): string => `Emoji: ${isolated(emoji)}`;

export const searchEmoji = "Search emoji";
export const noEmoji = "No emoji found. Try “crab”.";
export const recent = "Recently used";
/** In its place for those who have used none. */
export const suggested = "Suggestions";
/** The emoji that its people made. */
export const ofWorkspace = "This workspace";
/** Those that come with the app, drawn by us. */
export const clawPack = "Claw pack";
export const found = "Search results";
/** Names the buttons that lead to them. */
export const categories = "Categories";
/** In the order of Unicode. */
export const categoryNames = [
	"Smileys & emotion",
	"People & body",
	"Animals & nature",
	"Food & drink",
	"Travel & places",
	"Activities",
	"Objects",
	"Symbols",
	"Flags",
];
export const skinTone = "Skin tone";
/** None, and from light to dark. */
export const skinToneNames = ["Default", "Light", "Medium-light", "Medium", "Medium-dark", "Dark"];
