import { router } from "../router.svelte.ts";
import { keyOf } from "../ui/key-press.ts";
import { hasOverlay } from "../ui/overlays.ts";
import { inboxKeys } from "../commands/inbox-keys.ts";

type Step = (at: number, last: number) => number;

const moves = {
	next: (at) => at + 1,
	previous: (at) => at - 1,
	first: () => 0,
	last: (_, last) => last,
} satisfies Record<string, Step>;
const steps: Record<string, Step> = Object.fromEntries(
	Object.entries(moves).flatMap(([name, to]) =>
		inboxKeys[name as keyof typeof moves].keys.map((key) => [key.toLowerCase(), to]),
	),
);

const linksOf = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(":scope > li a[href]")];

/** Moves from entry to entry, and presses what an entry says is for a key. */
export function triage(list: Element, event: KeyboardEvent): void {
	const target = event.target as Element;
	if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || hasOverlay())
		return;
	const entry = list.contains(target) ? target.closest("li") : null;
	const key = keyOf(event);
	if (steps[key]) return step(list, entry, event, steps[key]);
	// a key that is held would go on to the entries after it, and Escape closes what is open beside first
	if (!entry || event.repeat || (key === "escape" && router.url.pane)) return;
	const shown = key === "escape" ? inboxKeys.read.keys[0] : key.toUpperCase();
	const button = /^[A-Z]$/.test(shown) && entry.querySelector<HTMLElement>(`[aria-keyshortcuts="${shown}"]`);
	if (!button) return;
	event.preventDefault();
	button.click();
}

function step(list: Element, entry: Element | null, event: KeyboardEvent, to: Step): void {
	const target = event.target as Element;
	const isFree =
		target === document.body || target.matches("main") || (event.key.length === 1 && target.matches("a, button"));
	if (!entry && !isFree) return;
	const links = linksOf(list);
	const at = entry ? links.findIndex((link) => entry.contains(link)) : -1;
	const next = entry
		? Math.max(0, Math.min(links.length - 1, to(at, links.length - 1)))
		: links.findIndex((link) => link.tabIndex === 0);
	const link = links[next];
	if (!link) return;
	event.preventDefault();
	link.focus();
	link.scrollIntoView({ block: "nearest" });
}
