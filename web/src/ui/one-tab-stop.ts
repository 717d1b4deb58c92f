import type { Attachment } from "svelte/attachments";

const steps: Record<string, (at: number, count: number) => number> = {
	ArrowDown: (at, count) => Math.min(at + 1, count - 1),
	ArrowUp: (at) => Math.max(at - 1, 0),
	Home: () => 0,
	End: (_, count) => count - 1,
};

const selector = "a[href], button";
/** Of what one of them opens, such as a card, nothing is in the list. */
const isOwn = (control: Element): boolean => control.closest("[popover], dialog") === null;

/** Of the links and buttons of a list one is a tab stop, the one that had the focus last; arrows, Home and End move among them. */
export const oneTabStop: Attachment<HTMLElement> = (list) => {
	let stop: HTMLElement | undefined;
	const controls = () => [...list.querySelectorAll<HTMLElement>(selector)].filter(isOwn);

	function mark() {
		const all = controls();
		if (!stop || !all.includes(stop)) stop = all[0];
		for (const control of all) control.tabIndex = control === stop ? 0 : -1;
	}

	function focused({ target }: FocusEvent) {
		const control = (target as Element).closest<HTMLElement>(selector);
		if (!control || control === stop || !isOwn(control)) return;
		if (stop) stop.tabIndex = -1;
		stop = control;
		stop.tabIndex = 0;
	}

	function pressed(event: KeyboardEvent) {
		const step = steps[event.key];
		if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
		const all = controls();
		const at = all.indexOf(event.target as HTMLElement);
		if (at < 0) return;
		event.preventDefault();
		all[step(at, all.length)]!.focus();
	}

	const observer = new MutationObserver(mark);
	mark();
	observer.observe(list, { childList: true, subtree: true });
	list.addEventListener("focusin", focused);
	list.addEventListener("keydown", pressed);
	return () => {
		observer.disconnect();
		list.removeEventListener("focusin", focused);
		list.removeEventListener("keydown", pressed);
	};
};
