/** In a view where nothing is written, such as the inbox. */
function withoutField(selector: string): string {
	return `main:not(:has(textarea)) :is(${selector})`;
}

/** The parts of the window between which F6 moves the focus, and what takes it in each: the first that there is. */
const regions = [
	["nav a[tabindex='0']"],
	["main [role=log] article[tabindex='0']", ...["[tabindex='0']", "a[href], button, input"].map(withoutField)],
	["main textarea"],
	["aside textarea", "aside input", "aside button"],
	["[data-toasts] button"],
];

const isShown = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true });

const firstOf = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].find(isShown);

const stops = (): HTMLElement[] =>
	regions.flatMap((selectors) => selectors.map(firstOf).find((element) => element !== undefined) ?? []);

/** Moves the focus to the next part of the window, or to the one before. */
export function nextRegion(by: number): void {
	const all = stops();
	if (all.length === 0) return;
	const at = all.findLastIndex((stop) => regionOf(stop) === regionOf(document.activeElement));
	all.at((at < 0 && by < 0 ? 0 : at + by) % all.length)?.focus();
}

/** What an element belongs to: of the main part the messages and the field are two. */
const regionOf = (element: Element | null): Element | null | undefined =>
	element?.closest("[role=log]") ?? element?.closest("textarea, nav, aside, main, [data-toasts]");
