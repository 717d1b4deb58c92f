const gap = 6;
const margin = 8;

type Anchor = Pick<Element, "getBoundingClientRect">;

/**
 * Puts a floating element below an anchor, or above it where there is more room, and inside the window.
 * @param isRtl whether it ends where the anchor does, and does not begin there
 */
export function place(floating: HTMLElement, anchor: Anchor, isRtl = false): void {
	const at = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = floating;
	const roomBelow = innerHeight - at.bottom - gap - margin;
	const top = roomBelow >= height || roomBelow >= at.top ? at.bottom + gap : at.top - gap - height;
	const left = isRtl || at.left + width > innerWidth - margin ? at.right - width : at.left;
	put(floating, top, left);
}

/** Puts it to the right of an anchor: for columns of icons, where the next icon is below. */
export function placeAfter(floating: HTMLElement, anchor: Anchor): void {
	const at = anchor.getBoundingClientRect();
	put(floating, at.top + (at.height - floating.offsetHeight) / 2, at.right + gap);
}

function put(floating: HTMLElement, top: number, left: number): void {
	floating.style.top = `${clamp(top, innerHeight - floating.offsetHeight)}px`;
	floating.style.left = `${clamp(left, innerWidth - floating.offsetWidth)}px`;
}

const clamp = (position: number, room: number) => Math.max(margin, Math.min(position, room - margin));
