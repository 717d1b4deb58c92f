import type { Attachment } from "svelte/attachments";

const stops = "a[href]:not([tabindex]), button:not([tabindex])";

/** Tab skips the controls inside an element while `isSkipped` says so, also those that are added later. */
export const rovingTabStop =
	(isSkipped: () => boolean): Attachment<HTMLElement> =>
	(element) => {
		if (!isSkipped()) return undefined;
		const skipped = new Set<HTMLElement>();
		const skip = () => {
			for (const control of element.querySelectorAll<HTMLElement>(stops)) {
				control.tabIndex = -1;
				skipped.add(control);
			}
		};
		const observer = new MutationObserver(skip);
		skip();
		observer.observe(element, { childList: true, subtree: true });
		return () => {
			observer.disconnect();
			for (const control of skipped) control.removeAttribute("tabindex");
		};
	};
