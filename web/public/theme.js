// Runs before the first paint, so that a page appears in the colours that were chosen. Written by state/appearance.ts.
let appearance = {};
try {
	appearance = JSON.parse(localStorage.getItem("clickclack.appearance")) ?? {};
} catch {
	// there is no storage, or others wrote there: the defaults
}
document.documentElement.dataset.theme = appearance.color_mode ?? "system";
document.documentElement.dataset.board = appearance.board_theme ?? "signal";
document.documentElement.dataset.layout = appearance.message_layout ?? "standard";
document.documentElement.dataset.density = appearance.density ?? "comfortable";

// Errors of elements do not bubble. When the app's script cannot be loaded, the page says so.
const sayNotLoaded = ({ target }) => {
	const notice = document.querySelector("#not-loaded");
	if (notice && target instanceof HTMLScriptElement) notice.hidden = false;
};
addEventListener("error", sayNotLoaded, true);
