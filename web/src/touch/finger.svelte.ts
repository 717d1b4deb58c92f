import type { IconName } from "../ui/icons.ts";

/** How long a finger holds still, and the px within which it does. */
const hold_ms = 450;
const still = 10;
/** Letting go does something from here on, in px to the side; the element follows a little further. */
const far = 60;
const farthest = 88;

/** What a finger was put on. */
export interface Grip {
	/** follows the finger */
	element: HTMLElement;
	/** the finger held still */
	hold?: (() => void) | undefined;
	/** it was moved far to the left (-1) or right (1) */
	swipe?: (() => void) | undefined;
	side: -1 | 1;
	/** what that does */
	icon: IconName;
}

/** A finger on the screen: it holds still, is moved to a side, or does something else, which is left to the browser. */
export class Finger {
	grip: Grip | undefined;
	/** how far it was moved to the side, in px */
	dx = $state(0);
	/** it held still: lifting it is not a tap any more */
	hasHeld = false;
	#x = 0;
	y = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	put({ clientX, clientY }: PointerEvent, grip: Grip | undefined): void {
		this.lift();
		this.grip = grip;
		this.#x = clientX;
		this.y = clientY;
		if (grip?.hold) this.#timer = setTimeout(() => this.#hold(grip), hold_ms);
	}

	#hold({ hold }: Grip): void {
		this.lift();
		this.hasHeld = true;
		navigator.vibrate?.(15);
		hold?.();
	}

	move({ clientX, clientY }: PointerEvent): void {
		if (!this.grip) return;
		const { side, swipe } = this.grip;
		const x = (clientX - this.#x) * side;
		const y = Math.abs(clientY - this.y);
		if (this.dx === 0 && Math.hypot(x, y) < still) return;
		clearTimeout(this.#timer);
		if (this.dx === 0 && (!swipe || x <= y)) return this.lift();
		this.dx = Math.max(1, Math.min(x, farthest)) * side;
	}

	/** How much of the way it has gone: from 1 on, letting go does something. */
	get way(): number {
		return Math.abs(this.dx) / far;
	}

	letGo(): void {
		const swipe = this.way > 1 && this.grip?.swipe;
		this.lift();
		if (swipe) swipe();
	}

	/** Nothing is done. */
	lift(): void {
		clearTimeout(this.#timer);
		this.grip = undefined;
		this.dx = 0;
	}
}
