import type { Attachment } from "svelte/attachments";
import { isSteppedTo } from "./focus-source.ts";
import { place, placeAfter } from "./place.ts";

const delay_ms = 350;

/** One for the whole page, and the control that it is shown for. */
let bubble: HTMLElement | undefined;
let shownFor: Element | undefined;

function show(words: string, anchor: Element, put: typeof place): void {
	// a menu item may have removed it meanwhile
	if (!anchor.isConnected) return;
	bubble ??= document.body.appendChild(document.createElement("div"));
	bubble.className = "tooltip";
	bubble.popover = "manual";
	// The control's own label says the same, so nothing is said twice.
	bubble.ariaHidden = "true";
	bubble.textContent = words;
	if (!bubble.matches(":popover-open")) bubble.showPopover();
	put(bubble, anchor);
	shownFor = anchor;
}

/** A text under a control while the pointer is on it or the keyboard has focused it. Its label has to say the same. */
export const tooltip = (words: string): Attachment<HTMLElement> => shown(words, place);

/** The same to the right of the control, for columns of icons. */
export const tooltipAfter = (words: string): Attachment<HTMLElement> => shown(words, placeAfter);

function shown(words: string, put: typeof place): Attachment<HTMLElement> {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const open = () => show(words, element, put);
		const close = () => {
			clearTimeout(timer);
			if (shownFor === element) bubble?.hidePopover();
		};
		const point = ({ pointerType }: PointerEvent) => {
			if (pointerType === "mouse") timer = setTimeout(open, delay_ms);
		};
		// Not at once: while a popover closes, and gives the focus back, no other one can be shown.
		const focus = () => {
			if (isSteppedTo() && element.matches(":focus-visible")) timer = setTimeout(open);
		};
		const ended = new AbortController();
		const { signal } = ended;
		element.addEventListener("pointerenter", point, { signal });
		element.addEventListener("focus", focus, { signal });
		for (const end of ["pointerleave", "pointerdown", "blur", "keydown"])
			element.addEventListener(end, close, { signal });
		return () => {
			ended.abort();
			close();
		};
	};
}
