import { wrap } from "./emphasis.ts";
import type { Text } from "./text.ts";

/** What the formats do to a text: loaded when the first one is asked for, or before. */
export const bold = (text: Text) => wrap(text, "**");
export const italic = (text: Text) => wrap(text, "_", "*");
export { wrapLink as link } from "./links.ts";
export { wrapCode as code } from "./ticks.ts";
