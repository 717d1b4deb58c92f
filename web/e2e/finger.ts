import type { CDPSession, Locator, Page } from "@playwright/test";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Point {
	x: number;
	y: number;
}

/** A finger on the screen of a phone, as the browser gets it: it decides what scrolls, taps and selects. */
export class Finger {
	readonly #browser: CDPSession;
	#at: Point = { x: 0, y: 0 };

	private constructor(browser: CDPSession) {
		this.#browser = browser;
	}

	static async on(page: Page): Promise<Finger> {
		return new Finger(await page.context().newCDPSession(page));
	}

	async put({ x, y }: Point): Promise<void> {
		this.#at = { x, y };
		await this.#send("touchStart");
	}

	/** In small steps, as a finger moves. */
	async moveBy(dx: number, dy: number): Promise<void> {
		const from = this.#at;
		for (let step = 1; step <= 10; step++) {
			this.#at = { x: from.x + (dx * step) / 10, y: from.y + (dy * step) / 10 };
			await this.#send("touchMove");
		}
	}

	async lift(): Promise<void> {
		await this.#send("touchEnd");
	}

	async swipe(from: Point, dx: number, dy: number): Promise<void> {
		await this.put(from);
		await this.moveBy(dx, dy);
		await this.lift();
	}

	async #send(type: "touchStart" | "touchMove" | "touchEnd"): Promise<void> {
		await this.#browser.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [this.#at] });
	}
}

/** Once it rests: a list that scrolls takes no touches. */
export async function middleOf(locator: Locator): Promise<Point> {
	await locator.tap({ trial: true });
	const { x, y, width, height } = (await locator.boundingBox())!;
	return { x: x + width / 2, y: y + height / 2 };
}
