import { tick } from "svelte";

/** Where one writes; on a phone a keyboard on the screen would cover the messages. */
function home(): HTMLElement | null {
	const field = matchMedia("(pointer: fine)").matches && document.querySelector<HTMLElement>("main textarea");
	return field || document.querySelector<HTMLElement>("main");
}

/** What had the focus is gone: it returns to where it was before, and if that is gone too, to where one writes. */
export async function giveFocusBack(before: Element | null): Promise<void> {
	if (before instanceof HTMLElement && before.isConnected) before.focus();
	await tick();
	if (document.activeElement === document.body) home()?.focus();
}
