import type { Attachment } from "svelte/attachments";

/**
 * When what has the focus inside an element is removed, the next one of its list gets it, or else the element. What is only
 * moved keeps it.
 */
export const keepFocus: Attachment<HTMLElement> = (element) => {
	let focused: HTMLElement | undefined;
	const observer = new MutationObserver((changes) => {
		const last = focused;
		const removal = last && changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(last)));
		if (!removal) return;
		if (!last.isConnected) (neighbour(removal, last.localName) ?? element).focus({ preventScroll: true });
		else if (document.activeElement === document.body) last.focus({ preventScroll: true });
	});
	observer.observe(element, { childList: true, subtree: true });
	const ended = new AbortController();
	const { signal } = ended;
	element.addEventListener("focusin", ({ target }) => (focused = target as HTMLElement), { signal });
	// It goes elsewhere; without a target, some browsers mean that what had it was removed.
	element.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && (focused = undefined), { signal });
	return () => {
		observer.disconnect();
		ended.abort();
	};
};

/** @param name of what had the focus: a link or a button */
function neighbour(
	{ target, nextSibling, previousSibling }: MutationRecord,
	name: string,
): HTMLElement | null | undefined {
	if (!(target instanceof HTMLUListElement) || !target.isConnected) return undefined;
	let [next, previous] = [nextSibling, previousSibling];
	while (next && !(next instanceof HTMLElement)) next = next.nextSibling;
	while (previous && !(previous instanceof HTMLElement)) previous = previous.previousSibling;
	return (next ?? previous)?.querySelector<HTMLElement>(name === "a" ? name : "button");
}
