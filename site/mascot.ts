import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

const drawing = readFileSync(join(root, "web/public/favicon.svg"), "utf8").replace(/^<svg [^>]+>|<\/svg>\s*$/g, "");

/** Click, the crab; decoration only. */
export const mascot = (size: number): string =>
	`<svg class="mascot" width="${size}" height="${size}" viewBox="0 0 64 64" aria-hidden="true">${drawing}</svg>`;
