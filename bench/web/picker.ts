import type { Page } from "@playwright/test";
import { share } from "../statistics.ts";

const times = 20;

/** From the click on React to the laid-out picker, median, ms: it was open before, and in a frame of its own. */
export async function picker(page: Page): Promise<number> {
	const react = page.getByRole("article").last().getByRole("button", { name: "React", exact: true });
	await page.getByRole("article").last().hover();
	await react.click();
	await page.getByRole("dialog", { name: "Choose an emoji" }).waitFor();
	await page.keyboard.press("Escape");
	return share(await page.evaluate(open, times), 0.5);
}

/** In the page: opens and closes it. */
async function open(times: number): Promise<number[]> {
	const frame = () => new Promise(requestAnimationFrame);
	const button = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts="R"]')].at(-1)!;
	const delays: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		button.click();
		document.querySelector(".picker .grid button")!.getBoundingClientRect();
		delays.push(performance.now() - began);
		await frame();
		button.click();
		await frame();
	}
	return delays;
}
