const steps: Record<string, (at: number, last: number) => number> = {
	ArrowDown: (at) => at + 1,
	ArrowUp: (at) => at - 1,
	Home: () => 0,
	End: (_, last) => last,
};

/** Moves the focus from the link that has it to another one of the list, by the arrow keys. */
export function stepThrough(links: HTMLElement[], event: KeyboardEvent): void {
	const step = steps[event.key];
	if (!step || event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLAnchorElement)) return;
	event.preventDefault();
	const last = links.length - 1;
	links[Math.max(0, Math.min(last, step(links.indexOf(event.target), last)))]?.focus();
}
