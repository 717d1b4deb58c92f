import type { Appearance } from "@clickclack/sdk";
import { storage } from "../state/storage.ts";

/** public/theme.js reads the same key before the first paint. */
const key = "clickclack.appearance";

/** Dresses the page, and remembers how for the first paint of the next visit. */
export function showAppearance(appearance: Appearance): void {
	storage.set(key, appearance);
	const { dataset } = document.documentElement;
	dataset["theme"] = appearance.color_mode ?? "system";
	dataset["density"] = appearance.density ?? "comfortable";
}
