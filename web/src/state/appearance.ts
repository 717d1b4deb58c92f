import type { Appearance } from "@clickclack/sdk";
import { storage } from "./storage.ts";

/** public/theme.js reads the same key before the first paint. */
const key = "clickclack.appearance";

/** Applies it to the page, and stores it for the first paint of the next visit. */
export function showAppearance(appearance: Appearance): void {
	storage.set(key, appearance);
	const { dataset } = document.documentElement;
	dataset["theme"] = appearance.color_mode ?? "system";
	dataset["density"] = appearance.density ?? "comfortable";
}
