import { on } from "svelte/events";

/** A keyboard is higher than this, in px; the bars of a browser are not. */
const least_keyboard = 120;

/**
 * Marks the page as one whose messages can be held and moved, unless it is zoomed in: then fingers move the page. And makes
 * room for a keyboard that lies over the page, as in Safari before `interactive-widget`; elsewhere the page gets smaller.
 */
export function followVisibleArea(isInstalled: boolean): () => void {
	const root = document.documentElement;
	const view = visualViewport!;
	function update() {
		const isZoomed = view.scale > 1.05;
		const isCovered = !isZoomed && root.clientHeight - view.height > least_keyboard;
		if (isZoomed) delete root.dataset["touch"];
		else root.dataset["touch"] = isInstalled ? "installed" : "";
		root.style.setProperty("--visible", isCovered ? `${view.height}px` : null);
		// the browser has scrolled the page to show the field
		if (isCovered) scrollTo(0, 0);
	}
	const off = on(view, "resize", update);
	update();
	return () => {
		off();
		delete root.dataset["touch"];
		root.style.removeProperty("--visible");
	};
}
