/** On narrow screens the rail and the sidebar are a drawer; this is whether it is open. */
class Drawer {
	isOpen = $state(false);
	#before: Element | null = null;

	open(): void {
		this.#before = document.activeElement;
		this.isOpen = true;
	}

	close(): void {
		if (!this.isOpen) return;
		this.isOpen = false;
		const last = document.activeElement;
		// After the page is no longer inert; unless something else has taken the focus by then.
		requestAnimationFrame(() => {
			const { activeElement } = document;
			const isFree = activeElement === last || activeElement === document.body;
			if (isFree && this.#before instanceof HTMLElement) this.#before.focus();
		});
	}
}

export const drawer = new Drawer();
