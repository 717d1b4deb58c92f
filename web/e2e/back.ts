import { expect, type Page } from "@playwright/test";

/** The browser's Back, as soon as it knows of every step that the page has made: the page tells it a moment later. */
export async function goBack(page: Page): Promise<void> {
	const browser = await page.context().newCDPSession(page);
	const known = async () => (await browser.send("Page.getNavigationHistory")).entries.length;
	await expect.poll(known).toBe(await page.evaluate(() => history.length));
	await browser.detach();
	await page.goBack();
}
