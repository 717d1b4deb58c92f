import type { Appearance } from "@clickclack/sdk";

/** public/theme.js reads the same key before the first paint. */
const key = "clickclack.appearance";

/** Dresses the page, and remembers how for the first paint of the next visit. */
export function showAppearance(appearance: Appearance): void {
	localStorage.setItem(key, JSON.stringify(appearance));
	const { dataset } = document.documentElement;
	dataset["theme"] = appearance.color_mode ?? "system";
	dataset["density"] = appearance.density ?? "comfortable";
}
