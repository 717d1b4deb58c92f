import type { Appearance } from "@clickclack/sdk";
import { storage } from "../store/storage.ts";

/** public/theme.js reads the same key before the first paint. */
const key = "clickclack.appearance";

/** Applies it to the page, and stores it for the first paint of the next visit. */
export function showAppearance(appearance: Appearance): void {
	storage.set(key, appearance);
	const { dataset } = document.documentElement;
	const mode = appearance.color_mode ?? "system";
	dataset["theme"] = mode;
	dataset["board"] = appearance.board_theme ?? "signal";
	dataset["layout"] = appearance.message_layout ?? "standard";
	dataset["density"] = appearance.density ?? "comfortable";
	for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) colourFrame(meta, mode);
}

/** The browser's own frame has the colour of the theme: of two such elements, one for each, one holds. */
function colourFrame(meta: HTMLMetaElement, mode: string): void {
	const own = meta.dataset["mode"];
	meta.media = mode === "system" ? `(prefers-color-scheme: ${own})` : mode === own ? "all" : "not all";
}

/** What was shown at the last visit. */
export const showLastAppearance = (): void => showAppearance(storage.get(key) ?? {});
