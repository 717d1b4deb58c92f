import type { Page } from "@playwright/test";

/**
 * What can be tapped and is smaller than 44 × 44 px: no square of that size in which every point belongs to it. Links inside
 * a text are excepted. What is counted is where taps go, so that a control may be larger than it looks.
 */
export const smallTargets = async (page: Page): Promise<string[]> =>
	await page.evaluate(async () => {
		await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
		const least = 44;
		const step = 2;
		const selector =
			"a[href], button, input, select, textarea, summary, label:has(input), [role=option], [role=menuitem], [tabindex='0']";

		const isInText = (element: Element) =>
			element.matches("a") &&
			getComputedStyle(element).display === "inline" &&
			element.parentElement?.textContent?.trim() !== element.textContent?.trim();
		const isTapped = (element: HTMLElement) =>
			element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
			!element.matches(":disabled, .unseen, [aria-hidden=true], article, aside, main") &&
			!isInText(element);
		const isHit = (element: Element, x: number, y: number) => {
			const at = document.elementFromPoint(x, y);
			return at !== null && (element.contains(at) || at.closest("label")?.control === element);
		};

		/** The side of the largest square that belongs to it. */
		function sideOf(element: Element): number {
			const box = element.getBoundingClientRect();
			if (box.width >= least && box.height >= least) return least;
			let largest = 0;
			let above: number[] = [];
			for (let y = box.top - least; y <= box.bottom + least; y += step) {
				const row: number[] = [];
				for (let x = box.left - least, at = 0; x <= box.right + least; x += step, at++) {
					const around = Math.min(row[at - 1] ?? 0, above[at - 1] ?? 0, above[at] ?? 0);
					row.push(isHit(element, x, y) ? around + 1 : 0);
					largest = Math.max(largest, row[at]!);
				}
				above = row;
			}
			return largest * step;
		}

		const found: string[] = [];
		const shown = document.querySelector("dialog:modal, [popover=auto]:popover-open") ?? document;
		for (const element of shown.querySelectorAll<HTMLElement>(selector)) {
			if (!isTapped(element)) continue;
			element.scrollIntoView({ block: "center" });
			// a list that scrolls takes no taps
			while (getComputedStyle(element).pointerEvents === "none") await new Promise(requestAnimationFrame);
			const side = sideOf(element);
			const name = element.ariaLabel ?? element.textContent?.trim();
			if (side < least) found.push(`${element.localName} ${name?.slice(0, 40)}: ${side} px`);
		}
		return found;
	});
