/** The arrow keys lead from the field through the suggestions and the results, and back. */
export function keyed(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (!step) return;
	event.preventDefault();
	stepIn(event.currentTarget, step);
}

export function stepIn(pane: HTMLElement, step: number): void {
	const stops = [...pane.querySelectorAll<HTMLElement>("input, nav a, li a, li button")];
	stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}
