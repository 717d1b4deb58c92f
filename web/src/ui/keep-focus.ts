import type { Attachment } from "svelte/attachments";

/** When what has the focus inside an element is removed, the next one of its list gets it, or else the element. */
export const keepFocus: Attachment<HTMLElement> = (element) => {
	let focused: Element | undefined;
	const observer = new MutationObserver((changes) => {
		if (!focused || focused.isConnected) return;
		const removal = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(focused!)));
		focused = undefined;
		if (removal) (neighbour(removal) ?? element).focus({ preventScroll: true });
	});
	observer.observe(element, { childList: true, subtree: true });
	const ended = new AbortController();
	const { signal } = ended;
	element.addEventListener("focusin", ({ target }) => (focused = target as Element), { signal });
	// It goes elsewhere; without a target, some browsers mean that what had it was removed.
	element.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && (focused = undefined), { signal });
	return () => {
		observer.disconnect();
		ended.abort();
	};
};

function neighbour({ target, nextSibling, previousSibling }: MutationRecord): HTMLElement | null | undefined {
	if (!(target instanceof HTMLUListElement) || !target.isConnected) return undefined;
	let [next, previous] = [nextSibling, previousSibling];
	while (next && !(next instanceof HTMLElement)) next = next.nextSibling;
	while (previous && !(previous instanceof HTMLElement)) previous = previous.previousSibling;
	return (next ?? previous)?.querySelector("button");
}
