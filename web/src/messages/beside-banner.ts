import type { Attachment } from "svelte/attachments";

const gap = 8;

/** Keeps what lies over the messages below the banner about the connection, which lies over them in the same place. */
export const besideBanner: Attachment<HTMLElement> = (element) => {
	const banner = document.querySelector("main > [role=status]");
	if (!banner) return undefined;
	const resized = new ResizeObserver(([entry]) => {
		const { height } = entry!.contentRect;
		element.style.setProperty("--banner", `${height && height + gap}px`);
	});
	resized.observe(banner);
	return () => resized.disconnect();
};
