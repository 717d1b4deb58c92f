import type { Attachment } from "svelte/attachments";

/** Calls `seen` once an element is on the screen, or nearly. */
export const onScreen =
	(seen: () => void): Attachment<HTMLElement> =>
	(element) => {
		const observer = new IntersectionObserver(
			([entry]) => {
				if (!entry?.isIntersecting) return;
				observer.disconnect();
				seen();
			},
			{ rootMargin: "200px" },
		);
		observer.observe(element);
		return () => observer.disconnect();
	};
