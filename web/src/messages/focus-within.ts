import type { Attachment } from "svelte/attachments";
import { on } from "svelte/events";

/**
 * Tells when the focus comes into an element and when it has left it. What has the focus may be replaced by something
 * that takes it in the same frame: that is not leaving.
 */
export const focusWithin =
	(changed: (isWithin: boolean) => void): Attachment<HTMLElement> =>
	(element) => {
		const offIn = on(element, "focusin", () => changed(true));
		const offOut = on(element, "focusout", () => {
			requestAnimationFrame(() => changed(element.contains(document.activeElement)));
		});
		return () => {
			offIn();
			offOut();
		};
	};
