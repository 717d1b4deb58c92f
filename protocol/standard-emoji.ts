import { standard_emoji } from "./generated-standard-emoji.ts";

/** Those that come with the app, drawn by us: `:claw-wave:`. Their pictures are in web/public/emoji. */
export const claw_pack = [
	"claw",
	"claw-wave",
	"claw-heart",
	"happy-crab",
	"sleepy-crab",
	"lobster-hi",
	"tiny-shrimp",
	"molting",
	"seashell",
	"tide",
	"pearl",
	"kelp",
] as const;

/** Whether everybody has an emoji of this name: no workspace can give it to another. */
export const isStandardEmoji = (name: string): boolean =>
	(claw_pack as readonly string[]).includes(name) || standard_emoji.split(/\s/).includes(name);
