import type { Attachment } from "svelte/attachments";

const stops = "a[href]:not([tabindex]), button:not([tabindex])";

/** Tab passes by the controls inside an element while `isPassed` says so, also those that come later. */
export const reach =
	(isPassed: () => boolean): Attachment<HTMLElement> =>
	(element) => {
		if (!isPassed()) return undefined;
		const passed = new Set<HTMLElement>();
		const pass = () => {
			for (const control of element.querySelectorAll<HTMLElement>(stops)) {
				control.tabIndex = -1;
				passed.add(control);
			}
		};
		const grown = new MutationObserver(pass);
		pass();
		grown.observe(element, { childList: true, subtree: true });
		return () => {
			grown.disconnect();
			for (const control of passed) control.removeAttribute("tabindex");
		};
	};
