import { Finger } from "../touch/finger.svelte.ts";

/**
 * Asks for the menu of a line or heading: the right button, the key for menus, or a finger that holds still. A browser closes
 * a menu that opens while a button or finger is down when that is lifted: it opens then.
 */
export class MenuGesture {
	readonly #open: (element: HTMLElement) => void;
	readonly #finger = new Finger();
	readonly #ending = new AbortController();
	#isDown = false;
	#asked: HTMLElement | undefined;

	constructor(scroller: HTMLElement, open: (element: HTMLElement) => void) {
		this.#open = open;
		const { signal } = this.#ending;
		scroller.addEventListener("pointerdown", (event) => this.#begin(event), { signal });
		scroller.addEventListener("pointermove", (event) => this.#finger.move(event), { signal });
		scroller.addEventListener("contextmenu", (event) => this.#ask(event), { signal });
		for (const type of ["pointerup", "pointercancel"])
			window.addEventListener(type, () => this.#lift(), { signal, capture: true });
		// Lifting a finger that has held is no tap, and what it holds is not dragged. Safari has no other event for it.
		for (const type of ["touchend", "dragstart"])
			scroller.addEventListener(type, (event) => this.#finger.hasHeld && event.preventDefault(), { signal });
	}

	end(): void {
		this.#finger.lift();
		this.#ending.abort();
	}

	#begin(event: PointerEvent): void {
		const element = elementOf(event);
		this.#isDown = true;
		this.#asked = undefined;
		this.#finger.hasHeld = false;
		const isFinger = event.pointerType === "touch" && event.isPrimary && element;
		const hold = () => (this.#asked = element);
		this.#finger.put(event, isFinger ? { element, hold, side: 1, icon: "menu" } : undefined);
	}

	#ask(event: MouseEvent): void {
		const element = elementOf(event);
		if (!element) return;
		event.preventDefault();
		if (this.#isDown) this.#asked = element;
		else this.#open(element);
	}

	#lift(): void {
		this.#isDown = false;
		this.#finger.lift();
		const element = this.#asked;
		this.#asked = undefined;
		if (element) setTimeout(() => this.#open(element));
	}
}

const elementOf = ({ target }: Event) => (target as Element).closest<HTMLElement>("a, .group") ?? undefined;
